package org.zhuqi.platform.projection;

import org.zhuqi.contracts.NumberedMessage;

/** What a batch makes of what was there before. */
public interface Fold<M extends NumberedMessage<?>> {
    /** The number of the last message that is counted in of what this one is about; 0 if there is none. */
    long version(M message);

    /**
     * Counts in the next message of what it is about.
     *
     * @throws BrokenHistoryException if it cannot follow what is there
     */
    void apply(M message);
}
