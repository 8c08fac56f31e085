package org.zhuqi.timeliness.application;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.timeliness.domain.Policy;
import org.zhuqi.timeliness.domain.PolicyVersion;
import org.zhuqi.timeliness.policy.PolicyReader;
import org.zhuqi.timeliness.postgres.PolicyRows;
import org.zhuqi.timeliness.postgres.PolicyRows.Published;

/** All policies that were ever published. A version never changes, so what was read once is kept. */
public final class Policies {
    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);

    private final PolicyRows rows;
    private final Map<PolicyVersion, Policy> read = new ConcurrentHashMap<>();

    public Policies(PolicyRows rows) {
        this.rows = rows;
    }

    public Optional<Policy> find(PolicyVersion version) {
        Policy known = read.get(version);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Policy> found = rows.find(version).map(Policies::policy);
        found.ifPresent(policy -> read.put(version, policy));
        return found;
    }

    /** @throws IllegalStateException if the version was never published */
    Policy get(PolicyVersion version) {
        return find(version)
                .orElseThrow(() -> new IllegalStateException("the policy " + version + " was never published"));
    }

    public List<Published> visibleTo(DistrictId district) {
        return rows.of(district);
    }

    /** Empty if it was never published, or by another district. */
    public Optional<Published> visibleTo(DistrictId district, String version) {
        return visibleTo(district).stream()
                .filter(each -> each.version().text().equals(version))
                .findFirst();
    }

    /** For the new tickets of one batch: what is not frozen onto them is asked for once, not for each. */
    Freezing freezing() {
        return new Freezing();
    }

    /** Which policies new tickets have. */
    final class Freezing {
        private final Map<String, Optional<PolicyVersion>> stamps = new HashMap<>();
        private final Map<DistrictId, List<Published>> visible = new HashMap<>();

        /**
         * The policy of a ticket: the one frozen onto it or, if the engine knew none, the one in force when it was
         * submitted.
         *
         * @throws IllegalStateException if not even a common policy was in force
         */
        PolicyVersion of(@Nullable String stamp, DistrictId district, Instant submittedAt) {
            return Optional.ofNullable(stamp)
                    .flatMap(text -> stamps.computeIfAbsent(text, Policies.this::published))
                    .or(() ->
                            inForce(visible.computeIfAbsent(district, Policies.this::visibleTo), district, submittedAt))
                    .orElseThrow(() -> new IllegalStateException(
                            "no timeliness policy is in force for %s at %s".formatted(district, submittedAt)));
        }
    }

    private Optional<PolicyVersion> published(String stamp) {
        try {
            PolicyVersion version = PolicyVersion.of(stamp);
            if (find(version).isPresent()) {
                return Optional.of(version);
            }
            LOG.warn("A ticket bears the policy {}, which was never published here", stamp);
        } catch (IllegalArgumentException e) {
            LOG.warn("A ticket bears a policy that is none: {}", e.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<PolicyVersion> inForce(List<Published> all, DistrictId district, Instant at) {
        return last(all, district, at).or(() -> last(all, null, at)).map(Published::version);
    }

    private static Optional<Published> last(List<Published> all, @Nullable DistrictId of, Instant at) {
        // Those of the latest day come first.
        return all.stream()
                .filter(each -> Objects.equals(each.district(), of)
                        && each.effectiveFrom() != null
                        && !each.effectiveFrom().isAfter(at))
                .findFirst();
    }

    static Policy policy(Published published) {
        return switch (PolicyReader.read(published.body(), published.version().text())) {
            case PolicyReader.Reading.Good good -> good.policy();
            case PolicyReader.Reading.Bad bad ->
                throw new IllegalStateException(
                        "the published policy %s cannot be read: %s".formatted(published.version(), bad.faults()));
        };
    }
}
