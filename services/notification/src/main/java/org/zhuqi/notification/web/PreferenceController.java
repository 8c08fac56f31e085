package org.zhuqi.notification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.notification.application.Composing;
import org.zhuqi.notification.application.RuleBooks;
import org.zhuqi.notification.domain.Channel;
import org.zhuqi.notification.domain.Occasions;
import org.zhuqi.notification.domain.Preferences;
import org.zhuqi.notification.domain.RuleBook;
import org.zhuqi.notification.postgres.PreferenceRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Language;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem.FieldError;
import org.zhuqi.platform.web.Versions;

/** What the caller wants to be told of, and how. */
@RestController
@Tag(name = "notifications")
public class PreferenceController {
    private final PreferenceRows preferences;
    private final RuleBooks books;
    private final Composing.Ways ways;

    public PreferenceController(PreferenceRows preferences, RuleBooks books, Composing.Ways ways) {
        this.preferences = preferences;
        this.books = books;
        this.ways = ways;
    }

    @Schema(name = "NotificationOccasion")
    record OccasionDocument(
            String occasion,
            String name,

            @Schema(description = "True: some of it cannot be switched off.")
            boolean mandatory) {}

    @Schema(name = "NotificationPreferenceDocument")
    record PreferenceDocument(
            @Schema(description = "0 while nothing was chosen; also the ETag.")
            long version,

            Preferences chosen,

            @Schema(description = "The channels of this installation.")
            List<Channel> channels,

            @Schema(description = "What the rules of the caller's district could ever tell the caller.")
            List<OccasionDocument> occasions) {}

    @GetMapping("/api/v1/notifications/preferences")
    @Operation(summary = "What the caller chose, and what there is to choose from")
    ResponseEntity<PreferenceDocument> get(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return answer(caller, request);
    }

    @PutMapping("/api/v1/notifications/preferences")
    @Operation(summary = "Choose; If-Match with the version that is replaced. What is mandatory is told all the same")
    ResponseEntity<PreferenceDocument> put(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Preferences.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        long on = Versions.required(ifMatch);
        Preferences chosen = Bodies.read(body, Preferences.class);
        List<FieldError> faults = faults(chosen);
        if (!faults.isEmpty()) {
            throw Bodies.againstTheRules(faults);
        }
        if (!preferences.save(caller.account(), on, chosen)) {
            throw Versions.stale(preferences
                    .of(caller.account())
                    .map(PreferenceRows.Stored::version)
                    .orElse(0L));
        }
        return answer(caller, request);
    }

    private ResponseEntity<PreferenceDocument> answer(Caller caller, HttpServletRequest request) {
        PreferenceRows.Stored stored = preferences
                .of(caller.account())
                .orElseGet(() -> new PreferenceRows.Stored(caller.account(), 0, Preferences.NONE));
        RuleBook book = books.inForce(caller.district()).book();
        boolean chinese = Language.isChinese(request);
        List<OccasionDocument> occasions = Occasions.ALL.entrySet().stream()
                .flatMap(occasion -> {
                    List<RuleBook.Rule> rules = book.on(occasion.getKey()).stream()
                            .filter(rule -> rule.audiences().stream()
                                    .anyMatch(audience -> audience.mayBe(caller.account(), caller.role())))
                            .toList();
                    Sentence words = occasion.getValue();
                    return rules.isEmpty()
                            ? Stream.empty()
                            : Stream.of(new OccasionDocument(
                                    occasion.getKey(),
                                    chinese ? words.zh() : words.en(),
                                    rules.stream().anyMatch(RuleBook.Rule::isMandatory)));
                })
                .toList();
        return ResponseEntity.ok()
                .eTag(Versions.etag(stored.version()))
                .body(new PreferenceDocument(
                        stored.version(),
                        stored.preferences(),
                        List.of(Channel.values()).stream().filter(ways::has).toList(),
                        occasions));
    }

    private static List<FieldError> faults(Preferences chosen) {
        List<FieldError> faults = new ArrayList<>();
        if (chosen.language() != null && !Set.of("zh", "en").contains(chosen.language())) {
            faults.add(new FieldError("/language", "it is zh or en", "只能为 zh 或 en。"));
        }
        RuleBook.Hours quiet = chosen.quietHours();
        if (quiet != null) {
            if (!isTime(quiet.from()) || !isTime(quiet.to()) || Objects.equals(quiet.from(), quiet.to())) {
                faults.add(new FieldError(
                        "/quietHours",
                        "they go from one time of the day to another, such as 22:00 to 07:00",
                        "请填写起止时间，例如 22:00 至 07:00。"));
            }
        }
        if (chosen.muted() != null) {
            for (int i = 0; i < chosen.muted().size(); i++) {
                if (!Occasions.ALL.containsKey(chosen.muted().get(i))) {
                    faults.add(new FieldError(
                            "/muted/" + i,
                            "there is no occasion '%s'".formatted(chosen.muted().get(i)),
                            "没有名为“%s”的事项。".formatted(chosen.muted().get(i))));
                }
            }
        }
        return faults;
    }

    private static boolean isTime(@Nullable String text) {
        try {
            LocalTime.parse(Objects.requireNonNullElse(text, ""));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
