package org.zhuqi.dispatch.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.domain.Deed;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;

/** What every request that writes has in common: who and when. */
final class Writing {
    private final InstantSource now;

    Writing(InstantSource now) {
        this.now = now;
    }

    Instant at() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Who does it, and when.
     *
     * @param said the business time; only whoever brings in a history may say one
     * @param otherwise the business time of a history that says none
     */
    Deed deed(Caller caller, @Nullable Instant said, Instant otherwise) {
        Instant at = at();
        if (caller.role() != Role.IMPORTER) {
            if (said != null) {
                throw Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "rule",
                                "Only the role IMPORTER may give a business time other than now.",
                                "只有“导入”角色可以填写业务发生时间。")
                        .asException();
            }
            return new Deed(caller.asActor(), at, at);
        }
        Instant occurredAt = (said == null ? otherwise : said).truncatedTo(ChronoUnit.MICROS);
        if (occurredAt.isAfter(at)) {
            if (said == null) {
                occurredAt = at;
            } else {
                throw Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "rule",
                                "The business time %s lies in the future.".formatted(said),
                                "业务发生时间 %s 晚于当前时间。".formatted(said))
                        .asException();
            }
        }
        return new Deed(caller.asActor(), occurredAt, at);
    }

    Deed deed(Caller caller, @Nullable Instant said) {
        return deed(caller, said, at());
    }
}
