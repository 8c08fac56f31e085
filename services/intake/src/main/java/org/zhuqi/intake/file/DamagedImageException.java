package org.zhuqi.intake.file;

import java.io.IOException;

/** A picture whose parts do not follow each other as its format says. */
public final class DamagedImageException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedImageException(String message) {
        super(message);
    }
}
