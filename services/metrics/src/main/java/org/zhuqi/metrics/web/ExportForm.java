package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.application.export.ExportFormat;

@Schema(name = "ExportOrder", description = "A file to be written; fields as the parameters of GET /api/v1/metrics.")
record ExportForm(
        @Nullable ExportFormat format,

        @Schema(description = "The period's first day. Default: the first of the month of its last day.") @Nullable
        String from,

        @Schema(description = "The period's last day. Default: today.") @Nullable
        String to,

        @Schema(description = "The cut-off: a day, which means its end, or a time with offset. Default: now.") @Nullable
        String at,

        @Schema(
                description =
                        "Of CSV and XLSX: figures, tickets, or the key of a figure for those behind it. Default: of CSV the"
                                + " figures, else the whole report.")
        @Nullable
        String figure,

        @Schema(description = "Of a figure's key: NUMERATOR (default), DENOMINATOR or REST.") @Nullable
        String part,

        @Nullable String basis,
        @Nullable String variant,
        @Nullable List<String> unit,
        @Nullable List<String> chain,
        @Nullable List<String> place,
        @Nullable List<String> item,
        @Nullable List<String> officer,
        @Nullable List<String> enterprise,
        @Nullable List<String> size,

        @Schema(description = "For accounts of all districts: another one, or all.") @Nullable
        String district,

        @Nullable Integer decimals,
        @Nullable String rounding,

        @Schema(description = "zh (default) or en.") @Nullable
        String language) {

    SentParameters in(HttpServletRequest request) {
        return new SentParameters(request)
                .with("from", from)
                .with("to", to)
                .with("at", at)
                .with("figure", figure)
                .with("part", part)
                .with("basis", basis)
                .with("variant", variant)
                .with("unit", unit)
                .with("chain", chain)
                .with("place", place)
                .with("item", item)
                .with("officer", officer)
                .with("enterprise", enterprise)
                .with("size", size)
                .with("district", district)
                .with("decimals", decimals)
                .with("rounding", rounding)
                .with("language", language);
    }
}
