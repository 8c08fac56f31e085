package org.zhuqi.intake.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.CatalogueKind;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.intake.application.ChangingCatalogue;
import org.zhuqi.intake.application.ChangingCatalogue.Outcome;
import org.zhuqi.intake.application.FaultSentences;
import org.zhuqi.intake.application.ItemBodies;
import org.zhuqi.intake.application.StoredItem;
import org.zhuqi.intake.domain.Fault;
import org.zhuqi.intake.postgres.CatalogueRows;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Language;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;
import org.zhuqi.platform.web.Versions;
import tools.jackson.databind.node.ObjectNode;

/** The menu (点单菜单): what can be ordered in a district, and what is asked of whoever orders it. */
@RestController
@RequestMapping(CatalogueController.ROOT)
@Tag(name = "catalogue", description = "The menu: problem categories and services, with their forms.")
class CatalogueController {
    static final String ROOT = "/api/v1/catalogue";

    private static final Set<String> NAMES = Set.of("q", "kind", "category", "active");
    private static final Comparator<StoredItem> AS_ON_THE_MENU = Comparator.comparingInt(
                    (StoredItem stored) -> stored.entry().position())
            .thenComparing(stored -> stored.entry().item().text());

    private final CatalogueRows items;
    private final ChangingCatalogue changing;
    private final ItemBodies bodies;
    private final SecureRandom random = new SecureRandom();

    CatalogueController(CatalogueRows items, ChangingCatalogue changing, ItemBodies bodies, SchemaMigrations migrated) {
        this.items = items;
        this.changing = changing;
        this.bodies = bodies;
    }

    record Menu(List<CatalogueDocument> items) {}

    @GetMapping
    @Operation(summary = "The menu of the caller's district, whole and in its order")
    ResponseEntity<Menu> list(
            @Parameter(
                            description =
                                    "Words, each of which stands in a name, the description, the category, a keyword or the id.")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Parameter(description = "PROBLEM or SERVICE; without it both.") @RequestParam(required = false) @Nullable
                    String kind,
            @Parameter(description = "One category only.") @RequestParam(required = false) @Nullable String category,
            @Parameter(description = "true or false; without it both.") @RequestParam(required = false) @Nullable
                    String active,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(NAMES, request);
        CatalogueKind wantedKind = Parameters.optional("kind", kind, CatalogueKind::valueOf, "PROBLEM");
        Boolean wantedActive = Parameters.optional("active", active, Parameters::flag, "true");
        List<String> words = q == null
                ? List.of()
                : Stream.of(q.strip().split("[\\s\\u3000]+"))
                        .filter(word -> !word.isEmpty())
                        .map(CatalogueController::folded)
                        .toList();
        List<StoredItem> all = items.of(caller.district());
        return ResponseEntity.ok()
                .eTag(etag(all))
                .body(new Menu(all.stream()
                        .filter(it -> wantedKind == null || it.entry().kind() == wantedKind)
                        .filter(it -> category == null || it.entry().category().equals(category))
                        .filter(it -> wantedActive == null || it.entry().active() == wantedActive)
                        .filter(it -> words.stream().allMatch(searched(it.entry())::contains))
                        .sorted(AS_ON_THE_MENU)
                        .map(CatalogueDocument::of)
                        .toList()));
    }

    /** Nothing is ever deleted and versions only grow, so every change makes another sum. */
    private static String etag(List<StoredItem> menu) {
        return "\"%d-%d\""
                .formatted(
                        menu.size(),
                        menu.stream().mapToLong(it -> it.entry().version()).sum());
    }

    private static String searched(CatalogueEntry entry) {
        Stream.Builder<@Nullable String> texts = Stream.builder();
        texts.add(entry.item().text())
                .add(entry.category())
                .add(entry.name())
                .add(entry.nameEn())
                .add(entry.description())
                .add(entry.descriptionEn());
        entry.keywords().forEach(texts::add);
        StringBuilder searched = new StringBuilder();
        texts.build()
                .forEach(text ->
                        searched.append(text == null ? "" : folded(text)).append('\n'));
        return searched.toString();
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @GetMapping("/{item}")
    @Operation(summary = "An item of the menu, as it is now")
    ResponseEntity<CatalogueDocument> one(
            @PathVariable String item, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return shown(items.find(caller.district(), id(item)).orElseThrow(() -> missing(item)));
    }

    @GetMapping("/{item}/versions")
    @Operation(
            summary = "Every version of an item, the last one first",
            description = "Role ADMIN, AUDITOR, COORDINATOR or SUPERVISOR.")
    Menu versions(@PathVariable String item, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        List<StoredItem> versions = items.versions(caller.district(), id(item));
        if (versions.isEmpty()) {
            throw missing(item);
        }
        return new Menu(versions.stream().map(CatalogueDocument::of).toList());
    }

    @GetMapping("/{item}/versions/{version}")
    @Operation(
            summary = "A version of an item",
            description = "A ticket says which version of its item was ordered: here are the labels of its form.")
    ResponseEntity<CatalogueDocument> version(
            @PathVariable String item,
            @PathVariable String version,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return shown(
                number(version) < 1
                        ? none(item, version)
                        : items.version(caller.district(), id(item), number(version))
                                .orElseGet(() -> none(item, version)));
    }

    private static long number(String version) {
        return version.matches("[1-9][0-9]{0,17}") ? Long.parseLong(version) : 0;
    }

    private static StoredItem none(String item, String version) {
        throw Problem.notFound(
                        "The item %s has no version %s that you may know of.".formatted(item, version),
                        "没有您可查看的事项 %s 的版本 %s。".formatted(item, version))
                .asException();
    }

    @PostMapping
    @Operation(
            summary = "Add an item to the menu",
            description =
                    "Role ADMIN. Without an id one is made up; district and version are ours to say. What may be left "
                            + "out: every list, position (at the end), dispatch (BY_HAND), active (true), a field's "
                            + "required (false) and choices.")
    ResponseEntity<CatalogueDocument> add(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = CatalogueEntry.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        ObjectNode sent = Bodies.read(body, ObjectNode.class);
        CatalogueItemId item = newId(sent, language(request));
        Outcome outcome =
                changing.add(bodies.read(sent, caller.district(), item, 1, language(request)), caller.account());
        return answer(
                outcome,
                item,
                ResponseEntity.status(HttpStatus.CREATED).header(HttpHeaders.LOCATION, ROOT + "/" + item),
                request);
    }

    private CatalogueItemId newId(ObjectNode sent, Locale language) {
        return sent.path("item").isString()
                ? readable(sent.path("item").stringValue(), language)
                : new CatalogueItemId("i-" + HexFormat.of().toHexDigits(random.nextLong(), 12));
    }

    private static CatalogueItemId readable(String text, Locale language) {
        try {
            return CatalogueItemId.of(text);
        } catch (IllegalArgumentException e) {
            Fault fault = Fault.at(
                    "/item",
                    "An id has 1 to 64 letters, digits, dots, hyphens and underscores, and begins with a letter or digit.",
                    "编号应为 1 至 64 位字母、数字、点、连字符或下划线，并以字母或数字开头。");
            throw Problem.badRequest(
                            "item: " + fault.sentence().en(),
                            "item：" + fault.sentence().zh())
                    .withErrors(FaultSentences.of(List.of(fault), language))
                    .asException();
        }
    }

    @PutMapping("/{item}")
    @Operation(
            summary = "Change an item of the menu",
            description = "Role ADMIN. The whole item: what is absent is emptied. It becomes the next version; tickets "
                    + "keep the one that was ordered. active=false takes it off the menu; nothing is ever deleted.")
    ResponseEntity<CatalogueDocument> replace(
            @PathVariable String item,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = CatalogueEntry.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        long version = Versions.required(ifMatch);
        ObjectNode sent = Bodies.read(body, ObjectNode.class);
        Bodies.sameId(item, sent.path("item").isString() ? sent.path("item").stringValue() : null);
        CatalogueItemId id = id(item);
        if (items.find(caller.district(), id).isEmpty()) {
            throw missing(item);
        }
        return answer(
                changing.replace(
                        bodies.read(sent, caller.district(), id, version, language(request)), caller.account()),
                id,
                ResponseEntity.ok(),
                request);
    }

    private static ResponseEntity<CatalogueDocument> answer(
            Outcome outcome, CatalogueItemId item, ResponseEntity.BodyBuilder answer, HttpServletRequest request) {
        return switch (outcome) {
            case Outcome.Done done ->
                answer.eTag(Versions.etag(done.stored().entry().version())).body(CatalogueDocument.of(done.stored()));
            case Outcome.Missing gone -> throw missing(item.text());
            case Outcome.Taken taken ->
                throw Problem.of(
                                HttpStatus.CONFLICT,
                                "in-the-way",
                                "The menu has an item %s already.".formatted(item),
                                "点单菜单中已有事项 %s。".formatted(item))
                        .asException();
            case Outcome.Stale stale -> throw Versions.stale(stale.version());
            case Outcome.Refused refused -> throw refused(refused.faults(), request);
        };
    }

    private static ProblemException refused(List<Fault> faults, HttpServletRequest request) {
        Fault first = faults.getFirst();
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "faulty-entry",
                        "%s: %s".formatted(first.pointer(), first.sentence().en()),
                        "%s：%s".formatted(first.pointer(), first.sentence().zh()))
                .withErrors(FaultSentences.of(faults, language(request)))
                .asException();
    }

    private static ResponseEntity<CatalogueDocument> shown(StoredItem stored) {
        return ResponseEntity.ok().eTag(Versions.etag(stored.entry().version())).body(CatalogueDocument.of(stored));
    }

    private static Locale language(HttpServletRequest request) {
        return Language.isChinese(request) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    private static CatalogueItemId id(String text) {
        try {
            return CatalogueItemId.of(text);
        } catch (IllegalArgumentException e) {
            throw missing(text);
        }
    }

    private static ProblemException missing(String item) {
        return Problem.notFound(
                        "There is no item %s that you may know of.".formatted(item), "没有您可查看的事项 %s。".formatted(item))
                .asException();
    }
}
