/** What readiness rests on: the servers can be reached, and what this process must know it knows. */
@NullMarked
package org.zhuqi.platform.health;

import org.jspecify.annotations.NullMarked;
