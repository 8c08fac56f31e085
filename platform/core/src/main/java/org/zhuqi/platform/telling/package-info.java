/** What a service tells the others of its own changes: written with them in one transaction, published after it. */
@NullMarked
package org.zhuqi.platform.telling;

import org.jspecify.annotations.NullMarked;
