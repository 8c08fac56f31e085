package org.zhuqi.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.telling.KafkaTelling;
import org.zhuqi.platform.telling.OutgoingRows.Waiting;
import org.zhuqi.platform.telling.Telling;
import org.zhuqi.platform.testkit.TestPlatform;

/** What is told is what is stored, whoever dies in between. */
final class TellingTest extends TestDirectory {
    @Autowired
    private KafkaTelling kafka;

    @AfterEach
    void goOn() {
        if (!telling.isRunning()) {
            telling.start();
        }
    }

    private static List<ConsumerRecord<String, byte[]>> topic() {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (Consumer<String, byte[]> reader = TestPlatform.kafka().reader("test-directory")) {
            List<TopicPartition> partitions = reader.partitionsFor(Topics.DIRECTORY).stream()
                    .map(info -> new TopicPartition(Topics.DIRECTORY, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static KnownDirectory fresh() {
        KnownDirectory fresh = new KnownDirectory();
        fresh.arrived(topic());
        return fresh;
    }

    /** Every row of every table against what a newcomer learns. */
    private void assertToldEqualsStored() {
        KnownDirectory fresh = fresh();
        List<DistrictId> districts = database.sql("select id from directory.district")
                .query((row, index) -> new DistrictId(row.getString(1)))
                .list();
        assertThat(fresh.districts()).hasSameSizeAs(districts);
        int entries = 0;
        for (DistrictId id : districts) {
            assertThat(fresh.district(id))
                    .contains(tables.districts()
                            .find(id, id.text())
                            .orElseThrow()
                            .entry()
                            .told());
            entries += checkAll(
                    tables.units().all(id).values().stream()
                            .map(row -> row.entry().told())
                            .toList(),
                    fresh);
            entries += checkAll(
                    tables.chains().all(id).values().stream()
                            .map(row -> row.entry().told())
                            .toList(),
                    fresh);
            entries += checkAll(
                    tables.places().all(id).values().stream()
                            .map(row -> row.entry().told())
                            .toList(),
                    fresh);
            entries += checkAll(
                    tables.enterprises().all(id).values().stream()
                            .map(row -> row.entry().told())
                            .toList(),
                    fresh);
            entries += checkAll(
                    tables.accounts().all(id).values().stream()
                            .map(row -> row.entry().told())
                            .toList(),
                    fresh);
        }
        assertThat(entries).isGreaterThan(200);
        assertThat(topic().stream().map(ConsumerRecord::key).distinct()).hasSize(entries + districts.size());
    }

    private static int checkAll(List<? extends DirectoryEntry> stored, KnownDirectory fresh) {
        for (DirectoryEntry entry : stored) {
            Optional<? extends DirectoryEntry> told = switch (entry) {
                case DirectoryEntry.District it -> fresh.district(it.district());
                case DirectoryEntry.Unit it -> fresh.unit(it.unit());
                case DirectoryEntry.Chain it -> fresh.chain(it.chain());
                case DirectoryEntry.Place it -> fresh.place(it.place());
                case DirectoryEntry.Enterprise it -> fresh.enterprise(it.enterprise());
                case DirectoryEntry.Account it -> fresh.account(it.account());
            };
            assertThat(told.orElseThrow()).isEqualTo(entry);
        }
        return stored.size();
    }

    @Test
    void aNewcomerLearnsExactlyWhatIsStored() {
        String unit = post("units", "{\"name\": \"甲\", \"kind\": \"DEPARTMENT\"}")
                .path("id")
                .asString();
        put("units/" + unit, 1, "{\"name\": \"乙\", \"kind\": \"COMMITTEE\"}");
        String chain = post("chains", "{\"name\": \"链\", \"kind\": \"FUTURE\", \"committee\": \"%s\"}".formatted(unit))
                .path("id")
                .asString();
        String place = post("places", "{\"name\": \"园\", \"kind\": \"PARK\", \"office\": \"%s\"}".formatted(unit))
                .path("id")
                .asString();
        String firm = post(
                        "enterprises",
                        "{\"name\": \"企\", \"size\": \"MICRO\", \"chain\": \"%s\", \"place\": \"%s\", \"address\": \"路 1 号\"}"
                                .formatted(chain, place))
                .path("id")
                .asString();
        String officer = post(
                        "accounts",
                        "{\"login\": \"%s-o\", \"name\": \"某官\", \"role\": \"OFFICER\", \"phone\": \"13812341234\", \"looksAfter\": [\"%s\"]}"
                                .formatted(district, firm))
                .path("id")
                .asString();
        database.sql(
                        "insert into directory.foreign_identity (issuer, claim, account) values ('https://id.example.cn', ?, ?)")
                .params("claim-" + district, officer)
                .update();
        put(
                "accounts/" + officer,
                1,
                "{\"role\": \"COORDINATOR\", \"chain\": \"%s\", \"looksAfter\": []}".formatted(chain));
        awaitTold();
        assertToldEqualsStored();
        KnownDirectory fresh = fresh();
        assertThat(fresh.account("https://id.example.cn", "claim-" + district)
                        .orElseThrow()
                        .account())
                .isEqualTo(new AccountId(officer));
        assertThat(fresh.chain(new ChainId(chain)).orElseThrow().committee()).isEqualTo(new UnitId(unit));
        assertThat(fresh.enterprise(new EnterpriseId(firm)).orElseThrow().place())
                .isEqualTo(new PlaceId(place));
        topic().forEach(record -> assertThat(new String(record.value(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("13812341234", "某官", "路 1 号", "claim-", "\"login\""));
    }

    @Test
    void onlyPersonalDataChangedIsNobodysBusiness() {
        String account = post(
                        "accounts",
                        "{\"login\": \"%s-o\", \"name\": \"某官\", \"role\": \"AUDITOR\"}".formatted(district))
                .path("id")
                .asString();
        put("accounts/" + account, 1, "{\"role\": \"AUDITOR\", \"phone\": \"13812341234\"}");
        awaitTold();
        assertThat(topic().stream().filter(record -> record.key().equals("account/" + account)))
                .hasSize(1);
    }

    @Test
    void whatADeathLeftUntoldIsToldAtTheNextStart() {
        awaitTold();
        telling.stop();
        String unit = post("units", "{\"name\": \"甲\", \"kind\": \"DEPARTMENT\"}")
                .path("id")
                .asString();
        put("units/" + unit, 1, "{\"name\": \"乙\", \"kind\": \"DEPARTMENT\"}");
        assertThat(fresh().unit(new UnitId(unit))).isEmpty();
        assertThat(outgoing.next(10)).hasSize(2);

        // It gets as far as the broker and dies before it can forget.
        Telling dying = new Telling(
                "directory",
                outgoing,
                waiting -> {
                    kafka.publish(waiting);
                    throw new IllegalStateException("killed");
                },
                transaction,
                Duration.ofSeconds(1));
        assertThatThrownBy(dying::tell).hasMessage("killed");
        assertThat(outgoing.next(10)).hasSize(2);

        telling.start();
        assertThat(outgoing.next(10)).isEmpty();
        assertThat(fresh().unit(new UnitId(unit)).orElseThrow().name()).isEqualTo("乙");
        List<ConsumerRecord<String, byte[]>> told = topic().stream()
                .filter(record -> record.key().equals("unit/" + unit))
                .toList();
        assertThat(told).hasSize(4);
        assertThat(told.get(2).value()).isEqualTo(told.get(0).value());
        assertThat(told.get(2).headers()).isEqualTo(told.get(0).headers());
        assertToldEqualsStored();
    }

    @Test
    void twoThatTellAtOnceTellEachChangeOnceAndInOrder() throws Exception {
        awaitTold();
        telling.stop();
        String unit = post("units", "{\"name\": \"0\", \"kind\": \"DEPARTMENT\"}")
                .path("id")
                .asString();
        for (int i = 1; i <= 40; i++) {
            put("units/" + unit, i, "{\"name\": \"%d\", \"kind\": \"DEPARTMENT\"}".formatted(i));
        }
        List<Waiting> told = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger at = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Telling.Publisher publisher = waiting -> {
            most.accumulateAndGet(at.incrementAndGet(), Math::max);
            told.addAll(waiting);
            kafka.publish(waiting);
            at.decrementAndGet();
        };
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Telling one = new Telling("directory", outgoing, publisher, transaction, Duration.ofSeconds(1));
                running.add(both.submit(one::tell));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertThat(most).hasValue(1);
        assertThat(told).hasSize(41);
        assertThat(told.stream().map(Waiting::position)).isSorted().doesNotHaveDuplicates();
        assertThat(fresh().unit(new UnitId(unit)).orElseThrow().name()).isEqualTo("40");
    }
}
