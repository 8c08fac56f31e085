/** What the clocks of a ticket tell: how far, how long, whose. */
@NullMarked
package org.zhuqi.contracts.clock;

import org.jspecify.annotations.NullMarked;
