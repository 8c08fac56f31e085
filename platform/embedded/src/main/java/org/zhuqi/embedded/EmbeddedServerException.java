package org.zhuqi.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded server could not be started, stopped or prepared; the message is a sentence for the operator. */
public final class EmbeddedServerException extends RuntimeException {

    EmbeddedServerException(String message) {
        super(message);
    }

    EmbeddedServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
