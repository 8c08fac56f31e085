package org.zhuqi.platform.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.web.Problem.FieldError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Reads what is sent. A field that is not known is refused: misspelled, it would empty the one that was meant. */
public final class Bodies {
    private static final ObjectReader READER =
            Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Bodies() {}

    public static <F> F read(byte @Nullable [] body, Class<F> form) {
        if (body == null || body.length == 0) {
            throw Problem.badRequest("The body is missing.", "缺少请求正文。").asException();
        }
        try {
            JsonNode document = READER.readTree(body);
            List<FieldError> unfit = UnfitTexts.in(document).stream()
                    .map(pointer -> new FieldError(pointer, "holds half a character or U+0000", "含有不完整的字符或字符 U+0000。"))
                    .toList();
            if (!unfit.isEmpty()) {
                throw refuse(unfit);
            }
            F read = READER.forType(form).readValue(document);
            if (read == null) {
                throw notJson().asException();
            }
            return read;
        } catch (JacksonException e) {
            throw unreadable(e).asException();
        }
    }

    /**
     * What JSON that does not fit its form is refused with: the field, and what is expected there. Without a field in it, it
     * was no JSON at all, or none of that form.
     */
    public static Problem unreadable(JacksonException e) {
        if (e.getPath().isEmpty()) {
            return notJson();
        }
        Sentence why = e instanceof UnrecognizedPropertyException unknown
                ? new Sentence(
                        "There is no field '%s' here.".formatted(unknown.getPropertyName()),
                        "没有“%s”这一字段。".formatted(unknown.getPropertyName()))
                : e instanceof InvalidFormatException unfit ? choices(unfit) : whatIsExpected(e);
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            pointer.append('/')
                    .append(step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName());
        }
        return faulty(
                HttpStatus.BAD_REQUEST, "bad-request", List.of(new FieldError(pointer.toString(), why.en(), why.zh())));
    }

    /** @param otherwise what an absent body says */
    public static <F> F read(byte @Nullable [] body, Class<F> form, F otherwise) {
        return body == null || body.length == 0 ? otherwise : read(body, form);
    }

    private static final Sentence SOMETHING_ELSE = new Sentence("this is not what is expected here", "此值无效。");

    private static Sentence whatIsExpected(JacksonException e) {
        if (e.getCause() instanceof IllegalArgumentException unfit && unfit.getMessage() != null) {
            return new Sentence(unfit.getMessage(), "此值无效。");
        }
        return e instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null
                ? expected(mismatched.getTargetType())
                : SOMETHING_ELSE;
    }

    private static Sentence expected(Class<?> type) {
        if (Instant.class == type || OffsetDateTime.class == type) {
            return new Sentence(
                    "a time with its offset is expected here, such as 2026-03-02T09:00:00+08:00",
                    "此处应为带时区偏移的时间，例如 2026-03-02T09:00:00+08:00。");
        }
        if (LocalDate.class == type) {
            return new Sentence("a date is expected here, such as 2026-03-02", "此处应为日期，例如 2026-03-02。");
        }
        if (UUID.class == type) {
            return new Sentence("a UUID is expected here", "此处应为 UUID。");
        }
        if (Collection.class.isAssignableFrom(type)) {
            return new Sentence("a list is expected here", "此处应为列表。");
        }
        if (CharSequence.class.isAssignableFrom(type) || type.isEnum() || Identifier.class.isAssignableFrom(type)) {
            return new Sentence("a text is expected here", "此处应为文字。");
        }
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return new Sentence("a number is expected here", "此处应为数字。");
        }
        if (type == Boolean.class || type == boolean.class) {
            return new Sentence("true or false is expected here", "此处应为 true 或 false。");
        }
        return type.isRecord() ? new Sentence("an object is expected here", "此处应为对象。") : SOMETHING_ELSE;
    }

    private static Sentence choices(InvalidFormatException e) {
        Object[] constants = e.getTargetType().getEnumConstants();
        if (constants != null) {
            return new Sentence(
                    "'%s' is none of %s.".formatted(e.getValue(), List.of(constants)),
                    "“%s”不在可选值之列：%s。".formatted(e.getValue(), List.of(constants)));
        }
        Sentence expected = expected(e.getTargetType());
        return expected.equals(SOMETHING_ELSE)
                ? new Sentence("'%s' does not fit here.".formatted(e.getValue()), "“%s”无效。".formatted(e.getValue()))
                : new Sentence(
                        "'%s' does not fit: %s.".formatted(e.getValue(), expected.en()),
                        "“%s”无效，%s".formatted(e.getValue(), expected.zh()));
    }

    private static Problem notJson() {
        return Problem.badRequest(
                "The body is not JSON of the form that this address asks for.", "请求正文不是该接口要求的 JSON 格式。");
    }

    static ProblemException refuse(List<FieldError> errors) {
        return faulty(HttpStatus.BAD_REQUEST, "bad-request", errors).asException();
    }

    /** What is well-formed, and yet not what may stand there: 422. */
    public static ProblemException againstTheRules(List<FieldError> errors) {
        return faulty(HttpStatus.UNPROCESSABLE_CONTENT, "rule", errors).asException();
    }

    private static Problem faulty(HttpStatus status, String kind, List<FieldError> errors) {
        FieldError first = errors.getFirst();
        return Problem.of(
                        status,
                        kind,
                        "The field %s is not right: %s".formatted(first.pointer(), first.detail()),
                        "字段 %s 有误：%s"
                                .formatted(first.pointer(), Objects.requireNonNullElse(first.zh(), first.detail())))
                .withErrors(errors);
    }

    /** What a form must have. */
    public static final class Needs {
        private final List<FieldError> missing = new ArrayList<>();

        public Needs the(String field, @Nullable Object value) {
            if (value == null) {
                missing.add(new FieldError("/" + field, "is missing", "此项必填。"));
            }
            return this;
        }

        public void orRefuse() {
            if (!missing.isEmpty()) {
                throw refuse(missing);
            }
        }
    }

    /** The address names the entry; a body that names another one was meant for another address. */
    public static void sameId(String path, @Nullable Object id) {
        if (id != null && !Objects.equals(path, id.toString())) {
            throw refuse(List.of(
                    new FieldError("/id", "the address says '%s'".formatted(path), "与地址中的“%s”不一致。".formatted(path))));
        }
    }

    /** Trimmed; null if nothing is left. */
    public static @Nullable String text(@Nullable String typed) {
        String text = typed == null ? "" : typed.strip();
        return text.isEmpty() ? null : text;
    }

    /** Trimmed. */
    public static String some(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    public static boolean active(@Nullable Boolean active) {
        return active == null || active;
    }
}
