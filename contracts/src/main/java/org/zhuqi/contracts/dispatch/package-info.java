/** What dispatch does beside and across tickets: visits, common problems, meetings, hard problems, supply and demand. */
@NullMarked
package org.zhuqi.contracts.dispatch;

import org.jspecify.annotations.NullMarked;
