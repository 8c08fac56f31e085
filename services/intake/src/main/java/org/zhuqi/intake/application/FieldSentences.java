package org.zhuqi.intake.application;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.zhuqi.platform.web.Problem.FieldError;
import tools.jackson.databind.JsonNode;

/** What a schema says of a field, in words for the person who filled it in: one sentence a field. */
final class FieldSentences {
    private FieldSentences() {}

    /** @param unfit the pointers of texts that cannot be kept */
    static List<FieldError> of(List<Error> errors, List<String> unfit, Locale language) {
        boolean chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
        Map<String, FieldError> byField = new LinkedHashMap<>();
        for (Error error : errors) {
            String pointer = pointer(error);
            byField.putIfAbsent(pointer, new FieldError(pointer, sentence(error, chinese)));
        }
        for (String pointer : unfit) {
            byField.putIfAbsent(
                    pointer,
                    new FieldError(
                            pointer,
                            chinese
                                    ? "含有不完整的字符或字符 U+0000。"
                                    : "This contains half a character or the character U+0000."));
        }
        return new ArrayList<>(byField.values());
    }

    /** A field that is missing or unknown is named itself, not the object around it. */
    private static String pointer(Error error) {
        String pointer = error.getInstanceLocation().toString();
        return error.getProperty() == null ? pointer : pointer + "/" + error.getProperty();
    }

    private static String sentence(Error error, boolean chinese) {
        JsonNode rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> chinese ? "必填。" : "This is required.";
            case "minLength" -> chinese ? "不能为空。" : "This must not be empty.";
            case "maxLength" ->
                chinese
                        ? "最多 %d 个字符。".formatted(rule.asLong())
                        : "This may have at most %d characters.".formatted(rule.asLong());
            case "maxItems" ->
                chinese ? "最多 %d 项。".formatted(rule.asLong()) : "At most %d entries.".formatted(rule.asLong());
            case "pattern" ->
                rule.asString("").startsWith("^")
                        ? chinese
                                ? "格式不正确，仅限字母、数字及 . _ -，不含空格。"
                                : "This is not a valid id: letters, digits and . _ - only, no blanks."
                        : chinese ? "不能只有空白字符。" : "This must not be blank.";
            case "enum" ->
                chinese ? "只能是以下之一：%s。".formatted(values(rule)) : "This must be one of %s.".formatted(values(rule));
            case "type" ->
                chinese
                        ? "类型不正确，应为 %s。".formatted(rule.asString("?"))
                        : "This must be of type %s.".formatted(rule.asString("?"));
            case "format" ->
                chinese
                        ? "格式不正确，应为 %s。".formatted(rule.asString("?"))
                        : "This must be a valid %s.".formatted(rule.asString("?"));
            case "additionalProperties" -> chinese ? "没有这个字段。" : "There is no such field.";
            default -> error.getMessage();
        };
    }

    private static String values(JsonNode rule) {
        List<String> values = new ArrayList<>();
        rule.forEach(value -> values.add(value.asString()));
        return String.join(", ", values);
    }
}
