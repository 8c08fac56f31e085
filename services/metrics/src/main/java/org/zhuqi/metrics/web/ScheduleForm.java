package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.application.export.ExportFormat;

@Schema(name = "ScheduleOrder", description = "A report that is made again and again.")
record ScheduleForm(
        @Nullable String name,

        @Schema(description = "MONTHLY: of the month before; WEEKLY: of the week before, from Monday on.") @Nullable
        Rhythm cadence,

        @Schema(description = "Of MONTHLY: 1 to 28.") @Nullable
        Integer day,

        @Schema(description = "Of WEEKLY.") @Nullable DayOfWeek weekday,

        @Schema(description = "In the district's own time.", example = "07:30") @Nullable
        String time,

        @Nullable List<ExportFormat> formats,
        @Nullable String basis,
        @Nullable List<String> unit,
        @Nullable List<String> chain,
        @Nullable List<String> place,
        @Nullable List<String> item,
        @Nullable List<String> officer,
        @Nullable List<String> enterprise,
        @Nullable List<String> size,
        @Nullable String district,
        @Nullable Integer decimals,
        @Nullable String rounding,

        @Schema(description = "zh (default) or en.") @Nullable
        String language) {

    /** How often. */
    @Schema(name = "Cadence")
    enum Rhythm {
        MONTHLY,
        WEEKLY
    }

    SentParameters in(HttpServletRequest request) {
        return new SentParameters(request)
                .with("basis", basis)
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
