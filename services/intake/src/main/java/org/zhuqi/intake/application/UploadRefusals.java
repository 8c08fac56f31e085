package org.zhuqi.intake.application;

import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.zhuqi.intake.file.Recognition;
import org.zhuqi.platform.web.Problem;

/** Why a file is not taken, in words for the person who has it. */
public final class UploadRefusals {
    private static final String TAKEN_EN =
            "Taken are pictures (JPEG, PNG, WebP), PDF, OFD, Word, Excel and PowerPoint documents without macros, and plain text or CSV.";
    private static final String TAKEN_ZH = "可上传：图片（JPEG、PNG、WebP）、PDF、OFD、不含宏的 Word、Excel、PowerPoint 文档，以及纯文本或 CSV。";

    private UploadRefusals() {}

    static Problem foreign(Recognition.Foreign found) {
        return Problem.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported-file-type",
                        "By its content this file is %s. %s"
                                .formatted(found.found().en(), TAKEN_EN),
                        "根据内容识别，该文件为%s。%s".formatted(found.found().zh(), TAKEN_ZH))
                .with("found", found.mediaType());
    }

    static Problem damaged() {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "damaged-file",
                "This picture is damaged. Please open and save it once more, or take another.",
                "该图片已损坏，请重新保存后上传，或更换图片。");
    }

    static Problem tooMany(int most) {
        return Problem.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-uploads",
                "You have uploaded %d files within a day that no request names. Please attach them first, or wait until tomorrow."
                        .formatted(most),
                "您在一天内已上传 %d 个尚未提交的文件，请先随诉求提交，或明天再试。".formatted(most));
    }

    public static Problem noRoom() {
        return Problem.of(
                HttpStatus.INSUFFICIENT_STORAGE,
                "storage-full",
                "There is no room for more files at the moment. Please tell your administrator; nothing was stored.",
                "存储空间不足，文件未保存，请联系管理员。");
    }

    public static Problem noStorage() {
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "not-taken",
                "The file could not be stored just now. Please upload it again.",
                "文件暂时无法保存，请重新上传。");
    }

    public static Problem tooLarge(DataSize most) {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "The file is too large: at most %d KiB are taken.".formatted(most.toKilobytes()),
                "文件过大：最多 %d KiB。".formatted(most.toKilobytes()));
    }

    public static Problem notOneFile() {
        return Problem.badRequest(
                "Please send exactly one file, as the part 'file' of a form (multipart/form-data).",
                "请以表单（multipart/form-data）的“file”字段上传一个文件。");
    }
}
