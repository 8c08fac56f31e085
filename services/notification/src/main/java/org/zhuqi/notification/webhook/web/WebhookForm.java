package org.zhuqi.notification.webhook.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.notification.webhook.domain.EventFilter;
import org.zhuqi.notification.webhook.domain.Subscription.Terms;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;

/** A subscription as an administrator writes it. */
record WebhookForm(
        @Schema(description = "Who is responsible for the receiver. At most 100 characters.", example = "省平台对接组")
        @Nullable
        String owner,

        @Schema(description = "What it is for. At most 500 characters.") @Nullable
        String description,

        @Schema(
                description = "Where to. https, without a user, a password or a fragment.",
                example = "https://example.org/zhuqi")
        @Nullable
        String url,

        @Schema(
                description = "Types of events, a star at the end for all that begin so.",
                example = "[\"zhuqi.ticket.*\"]")
        @Nullable
        List<@Nullable String> types,

        @Schema(description = "Only what is about something that named this unit.") @Nullable
        UnitId unit,

        @Schema(description = "Only what is about something that named this enterprise.") @Nullable
        EnterpriseId enterprise,

        @Schema(description = "False: what happens waits. Default: true.") @Nullable
        Boolean active) {
    private static final int LONGEST_OWNER = 100;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST_TYPES = 50;

    /** @param fault what is wrong with an address */
    Terms terms(Function<String, Optional<Sentence>> fault) {
        String responsible = Bodies.text(owner);
        String where = Bodies.text(url);
        String words = Bodies.text(description);
        new Bodies.Needs()
                .the("owner", responsible)
                .the("url", where)
                .the("types", types)
                .orRefuse();
        List<FieldError> errors = new ArrayList<>();
        tooLong(errors, "/owner", responsible, LONGEST_OWNER);
        tooLong(errors, "/description", words, LONGEST_DESCRIPTION);
        String address = where == null ? "" : where;
        fault.apply(address).ifPresent(why -> errors.add(new FieldError("/url", why.en(), why.zh())));
        List<@Nullable String> asked = types == null ? List.of() : types;
        List<String> known = new ArrayList<>();
        if (asked.isEmpty() || asked.size() > MOST_TYPES) {
            errors.add(new FieldError(
                    "/types", "must have 1 to %d entries".formatted(MOST_TYPES), "应有 1 到 %d 项。".formatted(MOST_TYPES)));
        }
        for (int i = 0; i < asked.size() && i < MOST_TYPES; i++) {
            String type = asked.get(i);
            if (type == null || !EventFilter.isKnown(type)) {
                errors.add(new FieldError(
                        "/types/" + i,
                        "is no type of an event, nor the beginning of one up to a full stop and a star: zhuqi.ticket.answered.v1, zhuqi.ticket.*, *",
                        "不是已知的事件类型；可写 zhuqi.ticket.answered.v1、zhuqi.ticket.* 或 *。"));
            } else if (!known.contains(type)) {
                known.add(type);
            }
        }
        if (!errors.isEmpty()) {
            throw refuse(errors);
        }
        return new Terms(
                responsible == null ? "" : responsible, words, address, new EventFilter(known, unit, enterprise));
    }

    private static void tooLong(List<FieldError> errors, String pointer, @Nullable String text, int most) {
        if (text != null && text.codePointCount(0, text.length()) > most) {
            errors.add(new FieldError(
                    pointer, "is longer than %d characters".formatted(most), "超过 %d 个字符。".formatted(most)));
        }
    }

    private static RuntimeException refuse(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "rule",
                        "The field %s %s.".formatted(first.pointer(), first.detail()),
                        "字段 %s 有误：%s".formatted(first.pointer(), first.zh() == null ? first.detail() : first.zh()))
                .withErrors(errors)
                .asException();
    }
}
