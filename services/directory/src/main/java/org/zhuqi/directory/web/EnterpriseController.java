package org.zhuqi.directory.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.application.Listing;
import org.zhuqi.directory.domain.CreditCode;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Masking;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;

/** Enterprises (企业). An enterprise sees itself, an officer those paired with it, the administration the district's. */
@RestController
@RequestMapping(Answers.ROOT + "enterprises")
@Tag(name = "directory")
public class EnterpriseController {
    private static final Set<String> NAMES = Set.of("q", "active", "chain", "place", "size", "limit", "cursor");
    private static final int MOST_OFFICERS = 200;

    private final Tables tables;
    private final Shelf<Entry.Enterprise, EnterpriseDocument> enterprises;

    public EnterpriseController(Tables tables, ChangingEntries changing) {
        this.tables = tables;
        enterprises = new Shelf<>(
                tables.enterprises(),
                changing,
                "enterprises",
                "enterprise",
                "企业",
                EnterpriseDocument::of,
                it -> it.told().name());
    }

    record EnterpriseDocument(
            EnterpriseId id,
            DistrictId district,
            String name,
            @Nullable String creditCode,
            @Nullable EnterpriseSize size,
            @Nullable ChainId chain,
            @Nullable PlaceId place,
            @Nullable String address,
            boolean active,
            long version,
            Instant changedAt,
            AccountId changedBy) {
        static EnterpriseDocument of(Stored<Entry.Enterprise> stored) {
            DirectoryEntry.Enterprise it = stored.entry().told();
            return new EnterpriseDocument(
                    it.enterprise(),
                    it.district(),
                    it.name(),
                    it.creditCode(),
                    it.size(),
                    it.chain(),
                    it.place(),
                    stored.entry().address(),
                    it.active(),
                    stored.version(),
                    stored.changedAt(),
                    stored.changedBy());
        }
    }

    @JsonIgnoreProperties({"district", "version", "changedAt", "changedBy"})
    record EnterpriseForm(
            @Schema(description = "Of a new one: made up if absent.") @Nullable
            EnterpriseId id,

            @Nullable String name,

            @Schema(description = "Unified social credit code, GB 32100-2015.", example = "91350100M000100Y43")
            @Nullable
            String creditCode,

            @Nullable EnterpriseSize size,
            @Nullable ChainId chain,
            @Nullable PlaceId place,
            @Nullable String address,

            @Schema(description = "False retires it. Default: true.") @Nullable
            Boolean active)
            implements Shelf.Form<Entry.Enterprise> {
        @Override
        public Entry.Enterprise entry(String entryId, DistrictId district) {
            new Bodies.Needs().the("name", name).orRefuse();
            String code = Bodies.text(creditCode);
            return new Entry.Enterprise(
                    new DirectoryEntry.Enterprise(
                            new EnterpriseId(entryId),
                            district,
                            Bodies.some(name),
                            code == null ? null : CreditCode.normalised(code),
                            size,
                            chain,
                            place,
                            Bodies.active(active)),
                    Bodies.text(address));
        }
    }

    record OfficerDocument(
            AccountId id,
            String name,
            @Nullable String phone,
            @Nullable UnitId unit,
            boolean active) {
        static OfficerDocument of(Stored<Entry.Account> stored) {
            Entry.Account it = stored.entry();
            return new OfficerDocument(
                    it.told().account(),
                    it.person().name(),
                    Masking.phone(it.person().phone()),
                    it.told().unit(),
                    it.active());
        }
    }

    @GetMapping
    @Operation(summary = "The enterprises that the caller may know of")
    Page<EnterpriseDocument> list(
            @Parameter(description = "Part of a name or of a credit code.") @RequestParam(required = false) @Nullable
                    String q,
            @Parameter(description = "true or false; without it both.") @RequestParam(required = false) @Nullable
                    String active,
            @RequestParam(required = false) @Nullable String chain,
            @RequestParam(required = false) @Nullable String place,
            @Parameter(description = "LARGE, MEDIUM, SMALL or MICRO.") @RequestParam(required = false) @Nullable
                    String size,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(NAMES, request);
        return enterprises.page(
                new Filters(caller.district())
                        .by(Listing.Field.CHAIN, chain, ChainId::of, "sy-advanced-materials")
                        .by(Listing.Field.PLACE, place, PlaceId::of, "qt-xiasha")
                        .by(Listing.Field.SIZE, size, EnterpriseSize::valueOf, "SMALL")
                        .only(only(caller)),
                q,
                active,
                limit,
                cursor);
    }

    private static Listing.@Nullable Only only(Caller caller) {
        if (caller.role() == Role.ENTERPRISE) {
            return new Listing.Only.Id(
                    caller.enterprise() == null ? "" : caller.enterprise().text());
        }
        return caller.role() == Role.OFFICER ? new Listing.Only.LookedAfterBy(caller.account()) : null;
    }

    @GetMapping("/{id}")
    @Operation(summary = "An enterprise")
    ResponseEntity<EnterpriseDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return Answers.one(visible(tables, id, caller), EnterpriseDocument::of);
    }

    /** The enterprise, if the caller may know of it. */
    static Stored<Entry.Enterprise> visible(Tables tables, String id, Caller caller) {
        return tables.enterprises()
                .find(caller.district(), id)
                .filter(found -> switch (caller.role()) {
                    case ENTERPRISE -> found.entry().told().enterprise().equals(caller.enterprise());
                    case OFFICER ->
                        tables.accounts()
                                .find(caller.district(), caller.account().text())
                                .filter(officer -> officer.entry()
                                        .told()
                                        .looksAfter()
                                        .contains(found.entry().told().enterprise()))
                                .isPresent();
                    case HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, ADMIN -> true;
                    case IMPORTER, SYSTEM -> false;
                })
                .orElseThrow(() -> Answers.missing("enterprise", "企业", id));
    }

    @GetMapping("/{id}/officers")
    @Operation(summary = "The officers (助企员) who look after an enterprise")
    List<OfficerDocument> officers(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        String enterprise = visible(tables, id, caller).entry().id();
        return tables
                .accounts()
                .page(new Listing(
                        caller.district(),
                        null,
                        null,
                        Map.of(),
                        new Listing.Only.LookingAfter(enterprise),
                        null,
                        MOST_OFFICERS))
                .stream()
                .limit(MOST_OFFICERS)
                .map(OfficerDocument::of)
                .toList();
    }

    @PostMapping
    @Operation(summary = "Add an enterprise", description = "Role ADMIN.")
    ResponseEntity<EnterpriseDocument> add(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = EnterpriseForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return enterprises.add(EnterpriseForm.class, body, "e", caller);
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Change an enterprise",
            description =
                    "Role ADMIN. The whole representation: a field that is absent is emptied. active=false retires it.")
    ResponseEntity<EnterpriseDocument> replace(
            @PathVariable String id,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = EnterpriseForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return enterprises.replace(EnterpriseForm.class, body, caller.district(), id, ifMatch, caller.account());
    }
}
