package org.zhuqi.timeliness.web;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.RandomSecrets;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.timeliness.postgres.DueRows;
import org.zhuqi.timeliness.postgres.DueRows.Due;
import org.zhuqi.timeliness.postgres.FeedRows;
import org.zhuqi.timeliness.postgres.FeedRows.Feed;

/**
 * A unit's due dates for a calendar program (iCalendar, RFC 5545). Such a program cannot log in: the address is the secret,
 * and it can be taken back. It tells numbers and stages, never who asks for what.
 */
@RestController
@Tag(name = "clocks")
public class FeedController {
    private static final int SECRET_BYTES = 24;
    private static final int MOST_EVENTS = 1_000;

    private final FeedRows feeds;
    private final DueRows due;
    private final InstantSource now;

    public FeedController(FeedRows feeds, DueRows due, InstantSource now) {
        this.feeds = feeds;
        this.due = due;
        this.now = now;
    }

    record NewFeed(
            UUID id,
            UnitId unit,

            @Schema(description = "The secret address. It is shown this once.", example = "/feeds/….ics")
            String address) {}

    @PostMapping("/api/v1/calendar-feeds")
    @Operation(summary = "A secret address under which a calendar program finds the due dates of a unit")
    ResponseEntity<NewFeed> create(
            @Parameter(description = "Whose due dates; a handler's own unit is the default, and the only one.")
                    @RequestParam(required = false)
                    @Nullable
                    String unit,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("unit"), request);
        UnitId whose = unit(unit, caller);
        String secret = RandomSecrets.next(SECRET_BYTES);
        Feed feed = new Feed(
                UUID.randomUUID(),
                caller.district(),
                whose,
                caller.account(),
                now.instant().truncatedTo(ChronoUnit.MICROS));
        feeds.add(feed, RandomSecrets.hash(secret));
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new NewFeed(feed.id(), whose, "/feeds/" + secret + ".ics"));
    }

    @GetMapping("/api/v1/calendar-feeds")
    @Operation(summary = "The feeds of a unit, without their secrets")
    List<Feed> list(
            @RequestParam(required = false) @Nullable String unit,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("unit"), request);
        return feeds.of(caller.district(), unit(unit, caller));
    }

    @DeleteMapping("/api/v1/calendar-feeds/{id}")
    @Operation(summary = "Take a feed's address back: it is not found any more")
    ResponseEntity<Void> delete(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String unit,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("unit"), request);
        if (!feeds.remove(caller.district(), unit(unit, caller), id)) {
            throw Problem.notFound("There is no such feed.", "没有该日历订阅。").asException();
        }
        return ResponseEntity.noContent().build();
    }

    private static UnitId unit(@Nullable String asked, Caller caller) {
        UnitId named = Parameters.optional("unit", asked, UnitId::of, "qt-rsj");
        if (caller.role() == Role.HANDLER || !caller.jurisdiction().equals(Jurisdiction.WHOLE_DISTRICT)) {
            if (caller.unit() == null || (named != null && !named.equals(caller.unit()))) {
                throw Problem.notFound(
                                "There is no unit %s whose due dates you may see.".formatted(named),
                                "没有您可查看的单位 %s。".formatted(named))
                        .asException();
            }
            return caller.unit();
        }
        if (named == null) {
            throw Problem.badRequest("The parameter 'unit' is missing.", "缺少参数“unit”。")
                    .asException();
        }
        return named;
    }

    @Hidden
    @GetMapping("/feeds/{file}")
    ResponseEntity<byte[]> feed(@PathVariable String file) {
        String secret = file.endsWith(".ics") ? file.substring(0, file.length() - ".ics".length()) : "";
        Feed feed = feeds.bySecret(RandomSecrets.hash(secret))
                .orElseThrow(() -> Problem.notFound("There is nothing at this address.", "该地址不存在。")
                        .asException());
        Instant at = now.instant();
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Zhuqi//Timeliness//ZH");
        calendar.setName("助企通 到期 " + feed.unit());
        for (ClockScope scope : List.of(ClockScope.UNIT, ClockScope.ASSISTANT)) {
            due
                    .page(new DueRows.Query(
                            feed.district(),
                            Jurisdiction.WHOLE_DISTRICT,
                            feed.unit(),
                            scope,
                            null,
                            null,
                            null,
                            null,
                            at,
                            null,
                            MOST_EVENTS))
                    .stream()
                    .limit(MOST_EVENTS)
                    .filter(each -> each.due() != null)
                    .map(each -> event(each, at))
                    .forEach(calendar::addEvent);
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
                .header("Content-Type", "text/calendar; charset=utf-8")
                .body(Biweekly.write(calendar).go().getBytes(StandardCharsets.UTF_8));
    }

    private static VEvent event(Due due, Instant at) {
        VEvent event = new VEvent();
        event.setUid(due.ticket() + "/" + due.clock() + "@zhuqi");
        event.setDateTimeStamp(Date.from(at));
        if (due.due() != null) {
            event.setDateStart(Date.from(due.due()));
        }
        boolean paused = due.pausedSince() != null;
        event.setSummary("%s %s 到期%s".formatted(due.number(), due.stageZh(), paused ? "（已停表）" : ""));
        event.addCategories(DueRows.Standing.of(due.due(), due.soonAt(), due.pausedSince(), at)
                .name());
        return event;
    }
}
