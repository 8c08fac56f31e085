package org.zhuqi.platform.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/**
 * Who is who, in memory, as the directory told it last: every process reads the compacted topic from its beginning before
 * it opens its doors. It lags behind the directory by as long as a message takes. Safe for any number of threads.
 */
public final class KnownDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(KnownDirectory.class);

    private final Map<DistrictId, DirectoryEntry.District> districts = new ConcurrentHashMap<>();
    private final Map<UnitId, DirectoryEntry.Unit> units = new ConcurrentHashMap<>();
    private final Map<ChainId, DirectoryEntry.Chain> chains = new ConcurrentHashMap<>();
    private final Map<PlaceId, DirectoryEntry.Place> places = new ConcurrentHashMap<>();
    private final Map<EnterpriseId, DirectoryEntry.Enterprise> enterprises = new ConcurrentHashMap<>();
    private final Map<AccountId, DirectoryEntry.Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, AccountId> identities = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    /** Takes in what came; an entry that cannot be read is logged and left as it was. */
    public void arrived(List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() == null) {
                continue;
            }
            try {
                Wire.readDirectoryEntry(record).ifPresent(this::put);
            } catch (UnreadableMessageException e) {
                LOG.error("the entry '{}' cannot be read and is left out: {}", record.key(), e.getMessage());
            }
        }
        changes.incrementAndGet();
    }

    /** Another number whenever something may have changed: for whoever keeps what was worked out from it. */
    public long changes() {
        return changes.get();
    }

    private void put(DirectoryEntry entry) {
        switch (entry) {
            case DirectoryEntry.District it -> districts.put(it.district(), it);
            case DirectoryEntry.Unit it -> units.put(it.unit(), it);
            case DirectoryEntry.Chain it -> chains.put(it.chain(), it);
            case DirectoryEntry.Place it -> places.put(it.place(), it);
            case DirectoryEntry.Enterprise it -> enterprises.put(it.enterprise(), it);
            case DirectoryEntry.Account it -> putAccount(it);
        }
    }

    private void putAccount(DirectoryEntry.Account account) {
        DirectoryEntry.Account before = accounts.put(account.account(), account);
        account.identities().forEach(identity -> identities.put(identity, account.account()));
        if (before != null) {
            before.identities().stream()
                    .filter(identity -> !account.identities().contains(identity))
                    .forEach(identity -> identities.remove(identity, account.account()));
        }
    }

    public Optional<DirectoryEntry.District> district(DistrictId id) {
        return Optional.ofNullable(districts.get(id));
    }

    public Optional<DirectoryEntry.Unit> unit(UnitId id) {
        return Optional.ofNullable(units.get(id));
    }

    public Optional<DirectoryEntry.Chain> chain(ChainId id) {
        return Optional.ofNullable(chains.get(id));
    }

    public Optional<DirectoryEntry.Place> place(PlaceId id) {
        return Optional.ofNullable(places.get(id));
    }

    public Optional<DirectoryEntry.Enterprise> enterprise(EnterpriseId id) {
        return Optional.ofNullable(enterprises.get(id));
    }

    public Optional<DirectoryEntry.Account> account(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /** Whether somebody may act as this account now: it is not closed, nor is what it belongs to. */
    public boolean isInForce(DirectoryEntry.Account account) {
        return account.active()
                && district(account.district())
                        .map(DirectoryEntry.District::active)
                        .orElse(false)
                && (account.unit() == null
                        || unit(account.unit()).map(DirectoryEntry.Unit::active).orElse(false))
                && (account.enterprise() == null
                        || enterprise(account.enterprise())
                                .map(DirectoryEntry.Enterprise::active)
                                .orElse(false));
    }

    /** The account that a foreign login service knows under this claim. */
    public Optional<DirectoryEntry.Account> account(String issuer, String claim) {
        return Optional.ofNullable(identities.get(identity(issuer, claim))).flatMap(this::account);
    }

    public Collection<DirectoryEntry.District> districts() {
        return List.copyOf(districts.values());
    }

    /** Of the district, in no order, those given up among them. */
    public List<DirectoryEntry.Enterprise> enterprises(DistrictId district) {
        return enterprises.values().stream()
                .filter(it -> it.district().equals(district))
                .toList();
    }

    /** Of the district, in no order, those given up among them. */
    public List<DirectoryEntry.Account> accounts(DistrictId district) {
        return accounts.values().stream()
                .filter(it -> it.district().equals(district))
                .toList();
    }

    /** In no order. */
    public Collection<DirectoryEntry.Chain> chains(DistrictId district) {
        return chains.values().stream()
                .filter(chain -> chain.district().equals(district))
                .toList();
    }

    /** In no order. */
    public Collection<DirectoryEntry.Place> places(DistrictId district) {
        return places.values().stream()
                .filter(place -> place.district().equals(district))
                .toList();
    }

    /** How an identity at a foreign login service is told to everybody: SHA-256, in hexadecimal. */
    public static String identity(String issuer, String claim) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((issuer + "\n" + claim).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
