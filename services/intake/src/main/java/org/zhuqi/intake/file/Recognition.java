package org.zhuqi.intake.file;

import org.zhuqi.contracts.Sentence;
import org.zhuqi.intake.domain.FileType;

/** What a file turned out to be. */
public sealed interface Recognition {
    record Known(FileType type) implements Recognition {}

    /** @param found what it is, for a sentence */
    record Foreign(String mediaType, Sentence found) implements Recognition {}
}
