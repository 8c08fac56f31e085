package org.zhuqi.desk.application;

/** What a live page is told: enough to know what to load again. */
sealed interface Streamed permits StreamedEvent, StreamedClock {
    /** The name under which a page listens for it. */
    String event();
}
