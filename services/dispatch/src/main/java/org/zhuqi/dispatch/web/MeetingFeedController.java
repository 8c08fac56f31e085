package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.application.MeetingFeed;
import org.zhuqi.dispatch.application.MeetingFeeds;
import org.zhuqi.dispatch.application.MeetingFeeds.NewFeed;
import org.zhuqi.dispatch.application.NamedTickets;
import org.zhuqi.dispatch.domain.Meeting;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.MeetingRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** A person's meetings for a calendar program (iCalendar, RFC 5545), under a secret address that can be taken back. */
@RestController
@Tag(name = "meetings")
public class MeetingFeedController {
    private static final String SUFFIX = ".ics";
    private static final String ADDRESS = "/meeting-feeds/";
    private static final int MOST_EVENTS = 1_000;
    /** What is over stays a while: programs forget what a feed leaves out. */
    private static final Duration LOOKING_BACK = Duration.ofDays(90);

    private final MeetingFeeds feeds;
    private final MeetingRows meetings;
    private final NamedTickets tickets;
    private final InstantSource now;

    public MeetingFeedController(MeetingFeeds feeds, MeetingRows meetings, NamedTickets tickets, InstantSource now) {
        this.feeds = feeds;
        this.meetings = meetings;
        this.tickets = tickets;
        this.now = now;
    }

    record NewMeetingFeed(
            UUID id,

            @Schema(description = "The secret address. It is shown this once.", example = "/meeting-feeds/….ics")
            String address) {}

    record OwnMeetingFeed(UUID id, Instant createdAt) {
        static OwnMeetingFeed of(MeetingFeed feed) {
            return new OwnMeetingFeed(feed.id(), feed.createdAt());
        }
    }

    @PostMapping("/api/v1/meeting-feeds")
    @Operation(summary = "A secret address under which a calendar program finds the caller's meetings")
    ResponseEntity<NewMeetingFeed> subscribe(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        NewFeed made = feeds.subscribe(caller);
        if (made == null) {
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "rule",
                            "You have many addresses already; please take one back first.",
                            "您的订阅地址过多，请先收回不用的地址。")
                    .asException();
        }
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new NewMeetingFeed(made.feed().id(), ADDRESS + made.secret() + SUFFIX));
    }

    @GetMapping("/api/v1/meeting-feeds")
    @Operation(summary = "The caller's feeds of meetings, without their secrets")
    List<OwnMeetingFeed> list(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return feeds.of(caller).stream().map(OwnMeetingFeed::of).toList();
    }

    @DeleteMapping("/api/v1/meeting-feeds/{id}")
    @Operation(summary = "Take a feed's address back: it is not found any more")
    ResponseEntity<Void> takeBack(
            @PathVariable UUID id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        if (!feeds.takeBack(caller, id)) {
            throw Problem.notFound("There is no such feed.", "没有该日历订阅。").asException();
        }
        return ResponseEntity.noContent().build();
    }

    @Hidden
    @GetMapping(ADDRESS + "{file}")
    ResponseEntity<byte[]> feed(@PathVariable String file) {
        String secret = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
        Caller reader = feeds.reader(secret)
                .orElseThrow(() -> Problem.notFound("There is nothing at this address.", "该地址不存在。")
                        .asException());
        List<Meeting> found = meetings.of(reader, now.instant().minus(LOOKING_BACK), MOST_EVENTS);
        Map<TicketId, TicketFacts> facts = tickets.of(found.stream()
                .flatMap(meeting -> meeting.plan().agenda().stream())
                .distinct()
                .toList());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
                .header("Content-Type", "text/calendar; charset=utf-8")
                .body(MeetingCalendar.feed(found, facts, reader));
    }
}
