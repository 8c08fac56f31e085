package org.zhuqi.contracts;

import org.zhuqi.contracts.id.Identifier;

/** One of a row of numbered messages about the same thing. */
public interface NumberedMessage<I extends Identifier> {
    /** What it is about, also the record's key. */
    I about();

    /** What kind of thing that is, such as {@code ticket}. */
    String noun();

    /** How people tell it from others of its kind. */
    String named();

    /** 1, 2, 3 without gaps, for each thing and topic for itself. */
    long sequence();
}
