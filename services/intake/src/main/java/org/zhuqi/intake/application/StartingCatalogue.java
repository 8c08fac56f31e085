package org.zhuqi.intake.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.schema.Contract;
import org.zhuqi.intake.postgres.CatalogueRows;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.telling.OutgoingRows;
import tools.jackson.databind.node.ObjectNode;

/** Puts in the menus that ship with this version, for districts that have none. What is there is never written over. */
public final class StartingCatalogue implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StartingCatalogue.class);
    private static final List<String> DISTRICTS = List.of("QT", "SY", "YH", "XS", "IT");
    /** What an item has behind it leaves room for others. */
    private static final int STEP = 10;

    private final CatalogueRows items;
    private final OutgoingRows outgoing;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final boolean wanted;
    private volatile boolean running;

    public StartingCatalogue(
            CatalogueRows items,
            OutgoingRows outgoing,
            TransactionTemplate transaction,
            InstantSource now,
            boolean wanted) {
        this.items = items;
        this.outgoing = outgoing;
        this.transaction = transaction;
        this.now = now;
        this.wanted = wanted;
    }

    record File(List<Map<String, Object>> items) {}

    /** The menus that ship, in the order of their files. */
    public static List<CatalogueEntry> shipped() {
        return DISTRICTS.stream()
                .map(DistrictId::new)
                .flatMap(district -> read(district).stream())
                .toList();
    }

    private static List<CatalogueEntry> read(DistrictId district) {
        try (InputStream file = StartingCatalogue.class.getResourceAsStream("starting/" + district.text() + ".yaml")) {
            Map<String, Object> content = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Objects.requireNonNull(file, district.text()));
            List<Map<String, Object>> texts =
                    Json.MAPPER.convertValue(content, File.class).items();
            return java.util.stream.IntStream.range(0, texts.size())
                    .mapToObj(index -> entry(district, texts.get(index), (index + 1) * STEP))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CatalogueEntry entry(DistrictId district, Map<String, Object> text, int position) {
        ObjectNode node = ItemBodies.completed(
                Json.MAPPER.convertValue(text, ObjectNode.class).put("position", position));
        node.put("district", district.text()).put("version", 1);
        return Contract.check(Json.MAPPER.treeToValue(node, CatalogueEntry.class));
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
        items.lock(district);
        if (!items.isEmpty(district)) {
            return;
        }
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        List<CatalogueEntry> shipped = read(district);
        shipped.forEach(entry -> items.put(new StoredItem(entry, at, Actor.SYSTEM.account())));
        outgoing.add(shipped.stream().map(ChangingCatalogue::message).toList(), at);
        LOG.info("the starting menu of {} is put in: {} items", district, shipped.size());
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
