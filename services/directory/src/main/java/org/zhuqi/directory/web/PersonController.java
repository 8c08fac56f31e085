package org.zhuqi.directory.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.application.ErasingPersons;
import org.zhuqi.directory.application.SeeingPersons;
import org.zhuqi.directory.application.SeeingPersons.Seen;
import org.zhuqi.directory.postgres.PersonalDataRows.Access;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** The one door behind which names, phones and mail addresses stand whole, and the record of who went through it. */
@RestController
@RequestMapping("/api/v1/directory")
@Tag(name = "persons", description = "Who is behind an id, for those who need to know.")
public class PersonController {
    private static final int MOST_CARDS = 200;
    private static final int LONGEST_REASON = 500;
    private static final int PAGE = 100;

    private final SeeingPersons seeing;
    private final ErasingPersons erasing;

    public PersonController(SeeingPersons seeing, ErasingPersons erasing) {
        this.seeing = seeing;
        this.erasing = erasing;
    }

    record Card(
            String id,
            String name,
            @Nullable String phone,
            @Nullable String mail,
            @Nullable String title,
            @Nullable Role role,
            @Nullable UnitId unit,
            List<EnterpriseId> enterprises,

            @Schema(description = "The name of the unit or enterprise.") @Nullable
            String belongsTo,

            @Schema(description = "False: with stars.") boolean whole,
            boolean erased) {
        static Card of(Seen seen) {
            return new Card(
                    seen.facts().id(),
                    seen.shown().name(),
                    seen.shown().phone(),
                    seen.shown().mail(),
                    seen.shown().title(),
                    seen.facts().role(),
                    seen.facts().unit(),
                    seen.facts().enterprises().stream()
                            .sorted(Comparator.comparing(EnterpriseId::text))
                            .toList(),
                    seen.belongsTo(),
                    seen.whole(),
                    seen.facts().erasedAt() != null);
        }
    }

    @GetMapping("/persons")
    @Operation(
            summary = "Who is behind these ids",
            description = "Names of officials whole, all else with stars; whom you may not know is left out.")
    List<Card> cards(
            @Parameter(description = "Ids of accounts or contacts, separated by commas, at most 200.") @RequestParam
                    String ids,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("ids"), request);
        List<String> wanted = Arrays.stream(ids.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        if (wanted.size() > MOST_CARDS) {
            throw Problem.badRequest(
                            "At most %d ids are taken at once, these are %d.".formatted(MOST_CARDS, wanted.size()),
                            "一次最多查询 %d 人，当前 %d 人。".formatted(MOST_CARDS, wanted.size()))
                    .asException();
        }
        return seeing.cards(caller, wanted).stream().map(Card::of).toList();
    }

    record Need(
            @Schema(description = "Why; it is written down. Where the work itself is reason enough it may be left out.")
            @Nullable
            String reason,

            @Schema(description = "The ticket on which you are working.") @Nullable
            UUID ticket) {}

    @PostMapping("/persons/{id}/reveal")
    @Operation(
            summary = "The contact data of a person, whole; that you saw it is written down first",
            description = "A handler names the ticket on which the own unit is working; administration says why.")
    ResponseEntity<Card> reveal(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Need need,
            @AuthenticationPrincipal Caller caller) {
        String reason = reason(need == null ? null : need.reason());
        TicketId ticket = need == null || need.ticket() == null ? null : new TicketId(need.ticket());
        return switch (seeing.reveal(caller, id, reason, ticket)) {
            case SeeingPersons.Outcome.Shown shown ->
                ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Card.of(shown.seen()));
            case SeeingPersons.Outcome.Missing missing -> throw missing(id).asException();
            case SeeingPersons.Outcome.Refused refused ->
                throw Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "no-need-to-know",
                                refused.why().en(),
                                refused.why().zh())
                        .asException();
        };
    }

    record Erasure(
            @Schema(description = "Why, such as a request of the person.") @Nullable
            String reason,

            @Schema(description = "The person's id once more: an erasure cannot be taken back.") @Nullable
            String confirm) {}

    @PostMapping("/persons/{id}/erase")
    @Operation(
            summary =
                    "Erase a person: name, phone, mail, login and second factor go; what they did stays, under the id",
            description = "Cannot be taken back. Tickets, figures and hashes do not change: they never held the name.")
    ResponseEntity<Void> erase(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Erasure erasure,
            @AuthenticationPrincipal Caller caller) {
        String reason = reason(erasure == null ? null : erasure.reason());
        if (erasure == null || reason == null) {
            throw Problem.badRequest("Please say why the person is erased.", "请说明注销个人信息的理由。")
                    .asException();
        }
        if (!id.equals(erasure.confirm())) {
            throw Problem.badRequest(
                            "Please give the person's id once more as 'confirm': an erasure cannot be taken back.",
                            "注销后无法恢复，请在 confirm 中再次填写该人员编号。")
                    .asException();
        }
        return switch (erasing.erase(caller, id, reason)) {
            case ErasingPersons.Outcome.Erased erased ->
                ResponseEntity.noContent().build();
            case ErasingPersons.Outcome.Missing missing -> throw missing(id).asException();
            case ErasingPersons.Outcome.Refused refused ->
                throw Problem.of(
                                HttpStatus.CONFLICT,
                                "in-the-way",
                                refused.why().en(),
                                refused.why().zh())
                        .asException();
        };
    }

    record AccessPage(
            List<Access> items,

            @Schema(description = "Give it as 'before' for what comes next; absent on the last page.") @Nullable
            Long next) {}

    @GetMapping("/personal-data-access")
    @Operation(
            summary = "Who saw personal data whole, when and why, the latest first",
            description =
                    "Auditors and administrators see the district's record; everybody else who looked at themselves.")
    AccessPage accesses(
            @Parameter(description = "Of this person.") @RequestParam(required = false) @Nullable String person,
            @Parameter(description = "By this account.") @RequestParam(required = false) @Nullable String account,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String before,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("person", "account", "before"), request);
        List<Access> found = seeing.accesses(
                caller,
                person,
                Parameters.optional("account", account, AccountId::of, "qt-handler-rsj"),
                Parameters.optional("before", before, Long::valueOf, "'next' of the page before"),
                PAGE);
        boolean more = found.size() > PAGE;
        List<Access> page = more ? found.subList(0, PAGE) : found;
        return new AccessPage(page, more ? page.getLast().position() : null);
    }

    private static @Nullable String reason(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_REASON || text.indexOf('\0') >= 0) {
            throw Problem.badRequest(
                            "The reason has at most %d characters.".formatted(LONGEST_REASON),
                            "理由最多 %d 个字。".formatted(LONGEST_REASON))
                    .asException();
        }
        return text.strip();
    }

    private static Problem missing(String id) {
        return Problem.notFound(
                "There is no person %s whom you may know.".formatted(id), "没有您可查看的人员“%s”。".formatted(id));
    }
}
