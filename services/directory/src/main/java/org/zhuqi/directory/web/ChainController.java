package org.zhuqi.directory.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Objects;
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
import org.zhuqi.contracts.ChainKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.application.Listing;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;

/** Industry chains (产业链) with their joint committees. */
@RestController
@RequestMapping(Answers.ROOT + "chains")
@Tag(name = "directory")
public class ChainController {
    private static final Set<String> NAMES = Set.of("q", "active", "kind", "limit", "cursor");

    private final Shelf<Entry.Listed<DirectoryEntry.Chain>, ChainDocument> chains;

    public ChainController(Tables tables, ChangingEntries changing) {
        chains = new Shelf<>(
                tables.chains(),
                changing,
                "chains",
                "chain",
                "产业链",
                ChainDocument::of,
                it -> it.told().name());
    }

    record ChainDocument(
            ChainId id,
            DistrictId district,
            String name,
            ChainKind kind,
            @Nullable UnitId committee,
            @Nullable EnterpriseId leadEnterprise,
            boolean active,
            long version,
            Instant changedAt,
            AccountId changedBy) {
        static ChainDocument of(Stored<Entry.Listed<DirectoryEntry.Chain>> stored) {
            DirectoryEntry.Chain it = stored.entry().told();
            return new ChainDocument(
                    it.chain(),
                    it.district(),
                    it.name(),
                    it.kind(),
                    it.committee(),
                    it.leadEnterprise(),
                    it.active(),
                    stored.version(),
                    stored.changedAt(),
                    stored.changedBy());
        }
    }

    @JsonIgnoreProperties({"district", "version", "changedAt", "changedBy"})
    record ChainForm(
            @Schema(description = "Of a new one: made up if absent.") @Nullable
            ChainId id,

            @Nullable String name,
            @Nullable ChainKind kind,
            @Nullable UnitId committee,
            @Nullable EnterpriseId leadEnterprise,

            @Schema(description = "False retires it. Default: true.") @Nullable
            Boolean active)
            implements Shelf.Form<Entry.Listed<DirectoryEntry.Chain>> {
        @Override
        public Entry.Listed<DirectoryEntry.Chain> entry(String entryId, DistrictId district) {
            new Bodies.Needs().the("name", name).the("kind", kind).orRefuse();
            return new Entry.Listed<>(new DirectoryEntry.Chain(
                    new ChainId(entryId),
                    district,
                    Bodies.some(name),
                    Objects.requireNonNull(kind),
                    committee,
                    leadEnterprise,
                    Bodies.active(active)));
        }
    }

    @GetMapping
    @Operation(summary = "The industry chains of the caller's district")
    Page<ChainDocument> list(
            @Parameter(description = "Part of a name.") @RequestParam(required = false) @Nullable String q,
            @Parameter(description = "true or false; without it both.") @RequestParam(required = false) @Nullable
                    String active,
            @Parameter(description = "One kind only.") @RequestParam(required = false) @Nullable String kind,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(NAMES, request);
        return chains.page(
                new Filters(caller.district()).by(Listing.Field.KIND, kind, ChainKind::valueOf, "ESTABLISHED"),
                q,
                active,
                limit,
                cursor);
    }

    @GetMapping("/{id}")
    @Operation(summary = "An industry chain")
    ResponseEntity<ChainDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return chains.one(caller.district(), id);
    }

    @PostMapping
    @Operation(summary = "Add an industry chain", description = "Role ADMIN.")
    ResponseEntity<ChainDocument> add(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ChainForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return chains.add(ChainForm.class, body, "c", caller);
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Change an industry chain",
            description =
                    "Role ADMIN. The whole representation: a field that is absent is emptied. active=false retires it.")
    ResponseEntity<ChainDocument> replace(
            @PathVariable String id,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ChainForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return chains.replace(ChainForm.class, body, caller.district(), id, ifMatch, caller.account());
    }
}
