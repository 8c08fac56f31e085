package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.application.RecomputationTerms;
import org.zhuqi.metrics.application.RecomputationTerms.Alternative;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;

/** What is sent to have figures counted anew. */
@Schema(name = "RecomputationForm")
record RecomputationForm(
        @Schema(description = "The period's first day.", example = "2023-04-01") @Nullable
        LocalDate from,

        @Schema(description = "The period's last day; the period has at most 366 days.", example = "2023-04-30")
        @Nullable
        LocalDate to,

        @Schema(description = "The cut-off: a day, which means its end, or a time with offset. Default: now.") @Nullable
        String at,

        @Schema(description = "Keys. Default: all.") @Nullable
        List<String> figures,

        @Schema(description = "Default: each figure's first.") @Nullable
        Basis basis,

        @Nullable Under under) {

    /** What is to be other than it is; at least one of it. */
    @Schema(name = "RecomputationUnder")
    record Under(
            @Schema(description = "A policy that was published for the district or for all.", example = "135-tiered@1")
            @Nullable
            String policyVersion,

            @Schema(
                    description = "Another way to count, by the figure's key.",
                    example = "{\"closed-rate\": \"closed\"}")
            @Nullable
            Map<String, String> variants,

            @Schema(description = "Of shares, 0 to 4.") @Nullable
            Integer decimals,

            Rounding.@Nullable Mode rounding) {}

    /** @param present what an absent cut-off means */
    RecomputationTerms terms(ZoneId zone, Instant present) {
        new Bodies.Needs().the("from", from).the("to", to).the("under", under).orRefuse();
        Under other = Objects.requireNonNull(under);
        refuseNulls("/figures", figures);
        refuseNulls(
                "/under/variants",
                other.variants() == null ? null : other.variants().values());
        try {
            return new RecomputationTerms(
                    Asking.day(Objects.requireNonNull(from).toString()),
                    Asking.day(Objects.requireNonNull(to).toString()),
                    at == null ? present : Asking.cutOff(at, zone),
                    zone.getId(),
                    figures == null ? List.of() : figures,
                    basis,
                    new Alternative(
                            other.policyVersion(),
                            other.variants() == null ? Map.of() : other.variants(),
                            other.decimals(),
                            other.rounding()));
        } catch (DateTimeException e) {
            throw Problem.badRequest(
                            "Days are such as 2023-04-30, from 1970 to 2999; a cut-off is a day or a time such as 2023-04-30T18:00:00+08:00.",
                            "日期应为 1970 年至 2999 年间的 2023-04-30 格式；截止时点应为日期或 2023-04-30T18:00:00+08:00 格式的时间。")
                    .withErrors(List.of(new FieldError("/at", "this is no day or time that is counted", "日期或时间无法识别")))
                    .asException();
        }
    }

    private static void refuseNulls(String pointer, @Nullable Collection<? extends @Nullable String> values) {
        if (values != null && values.stream().anyMatch(Objects::isNull)) {
            throw Problem.badRequest("The field %s holds a null.".formatted(pointer), "字段 %s 含有空值。".formatted(pointer))
                    .withErrors(List.of(new FieldError(pointer, "holds a null", "含有空值")))
                    .asException();
        }
    }
}
