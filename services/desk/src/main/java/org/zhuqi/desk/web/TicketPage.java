package org.zhuqi.desk.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

record TicketPage(
        List<TicketDocument> items,

        @Schema(description = "The cursor of the next page; absent on the last.") @Nullable
        String next,

        @Schema(description = "How many match, if asked for; '10000+' stands for more.", example = "660") @Nullable
        String total) {}
