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
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;

/** Districts (区县). Whoever is of one sees that one; who administers all of them makes new ones. */
@RestController
@RequestMapping(Answers.ROOT + "districts")
@Tag(name = "directory", description = "Districts, units, chains, places, enterprises and accounts.")
public class DistrictController {
    private final Shelf<Entry.Listed<DirectoryEntry.District>, DistrictDocument> districts;

    public DistrictController(Tables tables, ChangingEntries changing) {
        districts = new Shelf<>(
                tables.districts(),
                changing,
                "districts",
                "district",
                "区县",
                DistrictDocument::of,
                it -> it.told().name());
    }

    record DistrictDocument(
            DistrictId id,
            String name,
            @Nullable String nameEn,
            boolean active,
            long version,
            Instant changedAt,
            AccountId changedBy) {
        static DistrictDocument of(Stored<Entry.Listed<DirectoryEntry.District>> stored) {
            DirectoryEntry.District it = stored.entry().told();
            return new DistrictDocument(
                    it.district(),
                    it.name(),
                    it.nameEn(),
                    it.active(),
                    stored.version(),
                    stored.changedAt(),
                    stored.changedBy());
        }
    }

    @JsonIgnoreProperties({"version", "changedAt", "changedBy"})
    record DistrictForm(
            @Schema(description = "Two to six capital letters; the first part of its tickets' numbers.") @Nullable
            DistrictId id,

            @Nullable String name,
            @Nullable String nameEn,

            @Schema(description = "False retires it. Default: true.") @Nullable
            Boolean active)
            implements Shelf.Form<Entry.Listed<DirectoryEntry.District>> {
        @Override
        public Entry.Listed<DirectoryEntry.District> entry(String entryId, DistrictId district) {
            new Bodies.Needs().the("name", name).orRefuse();
            return new Entry.Listed<>(new DirectoryEntry.District(
                    district, Bodies.some(name), Bodies.text(nameEn), Bodies.active(active)));
        }
    }

    @GetMapping
    @Operation(summary = "The caller's district; for an account of all districts, all of them")
    Page<DistrictDocument> list(
            @Parameter(description = "Part of a name.") @RequestParam(required = false) @Nullable String q,
            @Parameter(description = "true or false; without it both.") @RequestParam(required = false) @Nullable
                    String active,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("q", "active", "limit", "cursor"), request);
        return districts.page(new Filters(caller.allDistricts() ? null : caller.district()), q, active, limit, cursor);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A district")
    ResponseEntity<DistrictDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return districts.one(visible(id, caller), id);
    }

    private DistrictId visible(String id, Caller caller) {
        if (!id.matches(DistrictId.PATTERN) || !(id.equals(caller.district().text()) || caller.allDistricts())) {
            throw districts.missing(id);
        }
        return new DistrictId(id);
    }

    @PostMapping
    @Operation(summary = "Add a district", description = "Role ADMIN, with an account of all districts.")
    ResponseEntity<DistrictDocument> add(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DistrictForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        DistrictForm form = Bodies.read(body, DistrictForm.class);
        new Bodies.Needs().the("id", form.id()).orRefuse();
        DistrictId id = Objects.requireNonNull(form.id());
        return districts.add(form.entry(id.text(), id), caller.account());
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Change a district",
            description =
                    "Role ADMIN. The whole representation: a field that is absent is emptied. active=false retires it.")
    ResponseEntity<DistrictDocument> replace(
            @PathVariable String id,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DistrictForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return districts.replace(DistrictForm.class, body, visible(id, caller), id, ifMatch, caller.account());
    }
}
