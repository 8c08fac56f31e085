package org.zhuqi.intake.storage;

import org.zhuqi.intake.AttachmentSettings;
import org.zhuqi.intake.application.AttachmentStorage;

/** The storage that the settings name. */
public final class Storages {
    private Storages() {}

    public static AttachmentStorage of(AttachmentSettings settings) {
        if (settings.s3() != null) {
            return S3Storage.of(settings.s3());
        }
        if (settings.folder() == null) {
            throw new IllegalStateException(
                    "attachments have no place: set zhuqi.attachments.folder or zhuqi.attachments.s3.bucket");
        }
        return new DiskStorage(settings.folder());
    }
}
