/** The same six commands in Flowable, as a process of its own beside the bench. Nothing of ours is in its class path. */
@NullMarked
package org.zhuqi.peers.flowable;

import org.jspecify.annotations.NullMarked;
