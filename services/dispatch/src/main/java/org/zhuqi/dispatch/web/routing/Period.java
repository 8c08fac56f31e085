package org.zhuqi.dispatch.web.routing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** @param to after the last instant of it */
record Period(Instant from, Instant to) {

    static Period read(@Nullable String from, @Nullable String to) {
        Instant since = Parameters.optional("from", from, Parameters::time, "2023-01-01T00:00:00+08:00");
        Instant until = Parameters.optional("to", to, Parameters::time, "2024-01-01T00:00:00+08:00");
        if (since == null || until == null || !since.isBefore(until)) {
            throw Problem.badRequest(
                            "The parameters 'from' and 'to' must name a period, the earlier time first.",
                            "请用参数 from 和 to 指定时间段。")
                    .asException();
        }
        return new Period(since, until);
    }
}
