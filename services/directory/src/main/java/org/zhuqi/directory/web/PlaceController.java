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
import org.zhuqi.contracts.PlaceKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.PlaceId;
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

/** Towns, subdistricts and parks (镇街园区). */
@RestController
@RequestMapping(Answers.ROOT + "places")
@Tag(name = "directory")
public class PlaceController {
    private static final Set<String> NAMES = Set.of("q", "active", "kind", "limit", "cursor");

    private final Shelf<Entry.Listed<DirectoryEntry.Place>, PlaceDocument> places;

    public PlaceController(Tables tables, ChangingEntries changing) {
        places = new Shelf<>(
                tables.places(),
                changing,
                "places",
                "place",
                "镇街园区",
                PlaceDocument::of,
                it -> it.told().name());
    }

    record PlaceDocument(
            PlaceId id,
            DistrictId district,
            String name,
            PlaceKind kind,
            @Nullable UnitId office,
            boolean active,
            long version,
            Instant changedAt,
            AccountId changedBy) {
        static PlaceDocument of(Stored<Entry.Listed<DirectoryEntry.Place>> stored) {
            DirectoryEntry.Place it = stored.entry().told();
            return new PlaceDocument(
                    it.place(),
                    it.district(),
                    it.name(),
                    it.kind(),
                    it.office(),
                    it.active(),
                    stored.version(),
                    stored.changedAt(),
                    stored.changedBy());
        }
    }

    @JsonIgnoreProperties({"district", "version", "changedAt", "changedBy"})
    record PlaceForm(
            @Schema(description = "Of a new one: made up if absent.") @Nullable
            PlaceId id,

            @Nullable String name,
            @Nullable PlaceKind kind,
            @Nullable UnitId office,

            @Schema(description = "False retires it. Default: true.") @Nullable
            Boolean active)
            implements Shelf.Form<Entry.Listed<DirectoryEntry.Place>> {
        @Override
        public Entry.Listed<DirectoryEntry.Place> entry(String entryId, DistrictId district) {
            new Bodies.Needs().the("name", name).the("kind", kind).orRefuse();
            return new Entry.Listed<>(new DirectoryEntry.Place(
                    new PlaceId(entryId),
                    district,
                    Bodies.some(name),
                    Objects.requireNonNull(kind),
                    office,
                    Bodies.active(active)));
        }
    }

    @GetMapping
    @Operation(summary = "The towns, subdistricts and parks of the caller's district")
    Page<PlaceDocument> list(
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
        return places.page(
                new Filters(caller.district()).by(Listing.Field.KIND, kind, PlaceKind::valueOf, "PARK"),
                q,
                active,
                limit,
                cursor);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A town, subdistrict or park")
    ResponseEntity<PlaceDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return places.one(caller.district(), id);
    }

    @PostMapping
    @Operation(summary = "Add a town, subdistrict or park", description = "Role ADMIN.")
    ResponseEntity<PlaceDocument> add(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = PlaceForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return places.add(PlaceForm.class, body, "l", caller);
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Change a town, subdistrict or park",
            description =
                    "Role ADMIN. The whole representation: a field that is absent is emptied. active=false retires it.")
    ResponseEntity<PlaceDocument> replace(
            @PathVariable String id,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = PlaceForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return places.replace(PlaceForm.class, body, caller.district(), id, ifMatch, caller.account());
    }
}
