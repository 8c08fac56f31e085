package org.zhuqi.timeliness.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.timeliness.domain.Policy;
import org.zhuqi.timeliness.policy.PolicyReader;
import org.zhuqi.timeliness.postgres.PolicyRows;
import org.zhuqi.timeliness.postgres.PolicyRows.Published;

/** A district puts a version of its own policy into force. It holds for tickets submitted from its day on. */
public final class PublishingPolicies {
    private final PolicyRows rows;
    private final Calendars calendars;
    private final Announcing announcing;
    private final InstantSource now;

    public PublishingPolicies(PolicyRows rows, Calendars calendars, Announcing announcing, InstantSource now) {
        this.rows = rows;
        this.calendars = calendars;
        this.announcing = announcing;
        this.now = now;
    }

    public sealed interface Outcome {
        record Published(PolicyRows.Published policy) implements Outcome {}

        /** @param faults sentences, those about the text with its line */
        record Refused(List<String> faults) implements Outcome {}
    }

    /** Everything that stands against publishing it now; the policy, where the text is one. */
    public record Check(Optional<Policy> policy, List<String> faults) {}

    public Check check(DistrictId district, String text, String file) {
        return switch (PolicyReader.read(text, file)) {
            case PolicyReader.Reading.Bad bad -> new Check(Optional.empty(), bad.faults());
            case PolicyReader.Reading.Good good ->
                new Check(Optional.of(good.policy()), against(district, good.policy()));
        };
    }

    private List<String> against(DistrictId district, Policy policy) {
        List<String> faults = new ArrayList<>();
        if (!district.equals(policy.district())) {
            faults.add("a district publishes its own policy only: it must say 'district: %s'".formatted(district));
        }
        List<Published> own = rows.of(district).stream()
                .filter(each -> district.equals(each.district()))
                .toList();
        rows.find(policy.version())
                .ifPresent(known -> faults.add("%s was published at %s and never changes: give it another version"
                        .formatted(policy.version(), known.publishedAt())));
        Instant from = Announcing.effectiveFrom(policy, calendars.of(district).zone());
        own.stream()
                .flatMap(each -> Optional.ofNullable(each.effectiveFrom()).stream())
                .filter(last -> !last.isBefore(from))
                .findFirst()
                .ifPresent(last -> faults.add(
                        "it must come into force later than the one before, which does so at %s".formatted(last)));
        // The first one may reach into the past, for a history that is going to be imported; later ones may not, since
        // tickets were given the one before.
        Instant today = now.instant()
                .atZone(calendars.of(district).zone())
                .toLocalDate()
                .atStartOfDay(calendars.of(district).zone())
                .toInstant();
        if (!own.isEmpty() && from.isBefore(today)) {
            faults.add("it cannot come into force in the past: tickets submitted since then have the one before");
        }
        return faults;
    }

    public Outcome publish(DistrictId district, AccountId by, String text, String file) {
        Check check = check(district, text, file);
        if (!check.faults().isEmpty()) {
            return new Outcome.Refused(check.faults());
        }
        Policy policy = check.policy().orElseThrow();
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        Published published = new Published(
                policy.version(),
                Objects.requireNonNull(policy.district()),
                Announcing.effectiveFrom(policy, calendars.of(district).zone()),
                text,
                at,
                by);
        if (!rows.add(published)) {
            return new Outcome.Refused(List.of("somebody else published a policy just now: look at it first"));
        }
        announcing.announce(published, at);
        return new Outcome.Published(published);
    }
}
