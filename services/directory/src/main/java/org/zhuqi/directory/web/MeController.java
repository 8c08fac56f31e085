package org.zhuqi.directory.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.application.SeeingPersons;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.Rights;
import org.zhuqi.platform.web.Parameters;

/** Who am I, and what may I do: a page asks this once and needs no rule of its own. */
@RestController
@Tag(name = "me", description = "The caller.")
public class MeController {
    private final SeeingPersons persons;
    private final KnownDirectory directory;

    public MeController(SeeingPersons persons, KnownDirectory directory) {
        this.persons = persons;
        this.directory = directory;
    }

    /** An id with the name that people know. */
    record Named(String id, String name) {}

    record Me(
            AccountId account,

            @Schema(description = "The own name; absent if the directory has none.") @Nullable
            String name,

            Role role,

            @Schema(description = "The role as pages call it.")
            String roleZh,

            @Schema(description = "The district at which you look; the header Zhuqi-District turns to another.")
            Named district,

            @Schema(description = "The districts to which you may turn.")
            List<Named> districts,

            @Nullable Named unit,
            @Nullable Named enterprise,

            @Schema(description = "The only chain whose tickets you have.") @Nullable
            Named chain,

            @Schema(description = "The only town or park whose tickets you have.") @Nullable
            Named place,

            @Schema(description = "The enterprises paired with you.")
            List<Named> looksAfter,

            Rights may) {}

    @GetMapping("/api/v1/me")
    @Operation(summary = "Who I am, and what I may do")
    Me me(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return new Me(
                caller.account(),
                persons.ownName(caller).orElse(null),
                caller.role(),
                caller.role().zh(),
                district(caller),
                districts(caller),
                named(caller.unit(), id -> directory.unit(id).map(DirectoryEntry.Unit::name)),
                named(caller.enterprise(), this::enterprise),
                named(caller.jurisdiction().chain(), id -> directory.chain(id).map(DirectoryEntry.Chain::name)),
                named(caller.jurisdiction().place(), id -> directory.place(id).map(DirectoryEntry.Place::name)),
                caller.looksAfter().stream()
                        .map(id -> new Named(id.text(), enterprise(id).orElse(id.text())))
                        .sorted(Comparator.comparing(Named::name))
                        .toList(),
                Rights.of(caller));
    }

    private List<Named> districts(Caller caller) {
        return caller.allDistricts()
                ? directory.districts().stream()
                        .filter(DirectoryEntry.District::active)
                        .map(it -> new Named(it.district().text(), it.name()))
                        .sorted(Comparator.comparing(Named::id))
                        .toList()
                : List.of(district(caller));
    }

    private Named district(Caller caller) {
        String id = caller.district().text();
        return new Named(
                id,
                directory
                        .district(caller.district())
                        .map(DirectoryEntry.District::name)
                        .orElse(id));
    }

    private Optional<String> enterprise(EnterpriseId id) {
        return directory.enterprise(id).map(DirectoryEntry.Enterprise::name);
    }

    private static <I extends Identifier> @Nullable Named named(@Nullable I id, Function<I, Optional<String>> names) {
        return id == null ? null : new Named(id.text(), names.apply(id).orElse(id.text()));
    }
}
