package org.zhuqi.directory.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.ChainKind;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.PlaceKind;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Fault;
import org.zhuqi.directory.domain.Person;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.json.Json;

/** Puts in the districts that ship with this version and are not there yet. What is there is never written over. */
public final class StartingData implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StartingData.class);
    private static final List<String> DISTRICTS = List.of("QT", "SY", "YH", "XS", "IT");

    private final Tables tables;
    private final Writing writing;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final boolean wanted;
    private volatile boolean running;

    public StartingData(
            Tables tables, Writing writing, TransactionTemplate transaction, InstantSource now, boolean wanted) {
        this.tables = tables;
        this.writing = writing;
        this.transaction = transaction;
        this.now = now;
        this.wanted = wanted;
    }

    record DistrictText(
            DistrictId id, String name, @Nullable String nameEn) {}

    record UnitText(UnitId id, String name, @Nullable String shortName, UnitKind kind) {}

    record ChainText(
            ChainId id,
            String name,
            ChainKind kind,
            @Nullable UnitId committee,
            @Nullable EnterpriseId leadEnterprise) {}

    record PlaceText(
            PlaceId id,
            String name,
            PlaceKind kind,
            @Nullable UnitId office) {}

    record EnterpriseText(
            EnterpriseId id,
            String name,
            @Nullable String creditCode,
            @Nullable EnterpriseSize size,
            @Nullable ChainId chain,
            @Nullable PlaceId place) {}

    record AccountText(
            AccountId id,
            Role role,
            String title,
            @Nullable UnitId unit,
            @Nullable EnterpriseId enterprise,
            @Nullable ChainId chain,
            @Nullable PlaceId place,
            boolean allDistricts,
            @Nullable List<EnterpriseId> looksAfter) {}

    record File(
            DistrictText district,
            List<UnitText> units,
            List<ChainText> chains,
            List<PlaceText> places,
            List<EnterpriseText> enterprises,
            List<AccountText> accounts) {

        List<Entry<?>> entries() {
            List<Entry<?>> entries = new ArrayList<>();
            DistrictId here = district.id();
            entries.add(
                    new Entry.Listed<>(new DirectoryEntry.District(here, district.name(), district.nameEn(), true)));
            units.forEach(unit -> entries.add(new Entry.Listed<>(
                    new DirectoryEntry.Unit(unit.id(), here, unit.name(), unit.shortName(), unit.kind(), true))));
            chains.forEach(chain -> entries.add(new Entry.Listed<>(new DirectoryEntry.Chain(
                    chain.id(), here, chain.name(), chain.kind(), chain.committee(), chain.leadEnterprise(), true))));
            places.forEach(place -> entries.add(new Entry.Listed<>(
                    new DirectoryEntry.Place(place.id(), here, place.name(), place.kind(), place.office(), true))));
            enterprises.forEach(enterprise -> entries.add(new Entry.Enterprise(
                    new DirectoryEntry.Enterprise(
                            enterprise.id(),
                            here,
                            enterprise.name(),
                            enterprise.creditCode(),
                            enterprise.size(),
                            enterprise.chain(),
                            enterprise.place(),
                            true),
                    null)));
            accounts.forEach(account -> entries.add(new Entry.Account(
                    new DirectoryEntry.Account(
                            account.id(),
                            here,
                            account.role(),
                            account.unit(),
                            account.enterprise(),
                            account.chain(),
                            account.place(),
                            account.allDistricts(),
                            account.looksAfter() == null ? List.of() : account.looksAfter(),
                            true,
                            null,
                            List.of()),
                    account.id().text(),
                    new Person(account.title(), null, null, null))));
            return entries;
        }
    }

    /**
     * An account that a new installation has.
     *
     * @param about whose it is, in Chinese
     */
    public record Shipped(DirectoryEntry.Account account, String about) {}

    /** In the order of the districts; the first of a role in a district is the one for the whole district. */
    public static List<Shipped> accounts() {
        return DISTRICTS.stream()
                .map(StartingData::read)
                .flatMap(file -> file.entries().stream()
                        .filter(Entry.Account.class::isInstance)
                        .map(Entry.Account.class::cast)
                        .map(account -> new Shipped(
                                account.told(),
                                file.district().name() + " · "
                                        + account.person().name())))
                .toList();
    }

    static File read(String district) {
        try (InputStream file = StartingData.class.getResourceAsStream("starting/" + district + ".yaml")) {
            Map<String, Object> content =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file, district));
            return Json.MAPPER.convertValue(content, File.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() {
        running = true;
        if (!wanted) {
            return;
        }
        for (String district : DISTRICTS) {
            transaction.executeWithoutResult(status -> put(new DistrictId(district)));
        }
    }

    private void put(DistrictId district) {
        tables.lock(district);
        if (tables.districts().find(district, district.text()).isPresent()) {
            return;
        }
        List<Writing.Wish> wishes = read(district.text()).entries().stream()
                .map(entry -> new Writing.Wish(null, entry))
                .toList();
        Map<Integer, List<Fault>> faults = writing.check(district, wishes);
        if (!faults.isEmpty()) {
            // An id or login of it is taken by another district's: nobody's start may fail for that.
            faults.forEach((index, each) -> LOG.warn(
                    "the starting data of {} is left out: {}: {}",
                    district,
                    wishes.get(index).after().id(),
                    each.getFirst().sentence().en()));
            return;
        }
        writing.write(wishes, Actor.SYSTEM.account(), now.instant().truncatedTo(ChronoUnit.MICROS));
        LOG.info("the starting data of {} is put in: {} entries", district, wishes.size());
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before what is written is told. */
    @Override
    public int getPhase() {
        return -100;
    }
}
