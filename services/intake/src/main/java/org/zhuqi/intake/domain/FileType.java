package org.zhuqi.intake.domain;

/** The kinds of files that are taken. */
public enum FileType {
    JPEG("image/jpeg", "jpg", "jpeg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    PDF("application/pdf", "pdf"),
    /** Open Fixed-layout Document, GB/T 33190-2016: the format of official documents and electronic invoices. */
    OFD("application/ofd", "ofd"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    DOC("application/msword", "doc"),
    XLS("application/vnd.ms-excel", "xls"),
    PPT("application/vnd.ms-powerpoint", "ppt"),
    /** A table of commas is text like any other: its content does not say what it is. */
    TEXT("text/plain", "txt", "csv");

    private final String mediaType;
    private final String extension;
    private final String alsoExtension;

    FileType(String mediaType, String extension) {
        this(mediaType, extension, extension);
    }

    FileType(String mediaType, String extension, String alsoExtension) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.alsoExtension = alsoExtension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The usual one, in lower case. */
    public String extension() {
        return extension;
    }

    public boolean isCalled(String anExtension) {
        return anExtension.equalsIgnoreCase(extension) || anExtension.equalsIgnoreCase(alsoExtension);
    }

    /** Browsers show it without running anything that is in it. */
    public boolean isShownInline() {
        return switch (this) {
            case JPEG, PNG, WEBP, PDF -> true;
            case OFD, DOCX, XLSX, PPTX, DOC, XLS, PPT, TEXT -> false;
        };
    }

    public static boolean isShownInline(String mediaType) {
        for (FileType type : values()) {
            if (type.mediaType.equals(mediaType)) {
                return type.isShownInline();
            }
        }
        return false;
    }
}
