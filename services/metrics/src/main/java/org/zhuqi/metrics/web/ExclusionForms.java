package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.ExclusionGround;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.metrics.application.ExcludingTickets.Asked;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;

/** What is sent about exclusions, and how it is read. Lengths are Unicode code points. */
final class ExclusionForms {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2_000;
    /** Thrown away with the refusal. */
    private static final TicketId NONE = new TicketId(new java.util.UUID(0, 0));

    private ExclusionForms() {}

    @Schema(name = "ExclusionForm")
    record AskForm(
            @Schema(description = "The id of the ticket.") @Nullable
            TicketId ticket,

            @Nullable ExclusionGround ground,

            @Schema(description = "Why, in words: 10 to 2000 characters.") @Nullable
            String reason,

            @Schema(description = "What shows that it is so: 1 to 2000 characters.") @Nullable
            String evidence) {}

    @Schema(name = "ExclusionDecisionForm")
    record DecisionForm(
            @Schema(description = "A word: 1 to 2000 characters.") @Nullable
            String reason) {}

    /** @throws org.zhuqi.platform.web.ProblemException with all that is wrong */
    static Asked asked(AskForm form) {
        List<FieldError> faults = new ArrayList<>();
        TicketId ticket = form.ticket() == null ? NONE : form.ticket();
        ExclusionGround ground = form.ground() == null ? ExclusionGround.OTHER : form.ground();
        if (form.ticket() == null) {
            faults.add(missing("ticket"));
        }
        if (form.ground() == null) {
            faults.add(missing("ground"));
        }
        Asked asked = new Asked(
                ticket,
                ground,
                text("reason", form.reason(), SHORTEST, faults),
                text("evidence", form.evidence(), 1, faults));
        orRefuse(faults);
        return asked;
    }

    /** @throws org.zhuqi.platform.web.ProblemException with all that is wrong */
    static String reason(DecisionForm form) {
        List<FieldError> faults = new ArrayList<>();
        String reason = text("reason", form.reason(), 1, faults);
        orRefuse(faults);
        return reason;
    }

    private static String text(String field, @Nullable String typed, int least, List<FieldError> faults) {
        String text = Bodies.text(typed);
        if (text == null) {
            faults.add(missing(field));
            return "";
        }
        int length = text.codePointCount(0, text.length());
        if (length < least || length > LONGEST) {
            faults.add(new FieldError(
                    "/" + field,
                    "%d to %d characters; these are %d.".formatted(least, LONGEST, length),
                    "%d 至 %d 个字，实际 %d 个字。".formatted(least, LONGEST, length)));
        }
        if (text.codePoints().anyMatch(each -> Character.isISOControl(each) && "\n\r\t".indexOf(each) < 0)) {
            faults.add(new FieldError("/" + field, "Control characters cannot stand here.", "此项含有控制字符。"));
        }
        return text;
    }

    private static FieldError missing(String field) {
        return new FieldError("/" + field, "This is missing.", "此项必填。");
    }

    private static void orRefuse(List<FieldError> faults) {
        if (!faults.isEmpty()) {
            FieldError first = faults.getFirst();
            String field = first.pointer().substring(1);
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "rule",
                            field + ": " + first.detail(),
                            field + ": " + first.zh())
                    .withErrors(faults)
                    .asException();
        }
    }
}
