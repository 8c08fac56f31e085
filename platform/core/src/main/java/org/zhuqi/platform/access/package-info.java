/** Who may see which ticket, kept by each service that needs to know, in its own schema. */
@NullMarked
package org.zhuqi.platform.access;

import org.jspecify.annotations.NullMarked;
