package org.zhuqi.intake.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether writing failed because there was no room. */
public final class DiskSpace {
    private DiskSpace() {}

    /** @param size in bytes, of what was to be written */
    public static boolean isShort(Throwable failure, Path folder, long size) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("no space left") || message.contains("quota exceeded")) {
                return true;
            }
        }
        try {
            Path existing = folder;
            while (existing != null && !Files.exists(existing)) {
                existing = existing.getParent();
            }
            // The words of the operating system may be of another language.
            return existing != null && Files.getFileStore(existing).getUsableSpace() < size;
        } catch (IOException e) {
            return false;
        }
    }
}
