package org.zhuqi.dispatch.application.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.dispatch.domain.routing.RoutingRule;
import org.zhuqi.platform.json.Json;

/** Puts in the rules with which the districts that ship begin. Where a district has rules, they stay. */
public final class StartingRules implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StartingRules.class);
    private static final List<String> DISTRICTS = List.of("QT", "SY", "YH", "XS");

    private final Rulebook rulebook;
    private volatile boolean running;

    public StartingRules(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    private record File(List<RuleTexts.Text> rules) {}

    static List<RoutingRule> read(String district) {
        try (InputStream file = StartingRules.class.getResourceAsStream("starting/" + district + ".yaml")) {
            Map<String, Object> content =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file, district));
            return Json.MAPPER.convertValue(content, File.class).rules().stream()
                    .map(RuleTexts::trusted)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() {
        running = true;
        for (String name : DISTRICTS) {
            DistrictId district = new DistrictId(name);
            if (rulebook.rules(district).version() == 0
                    && rulebook.replaceRules(district, 0, read(name), Actor.SYSTEM.account())
                            instanceof Rulebook.Replacing.Replaced<List<RoutingRule>> put) {
                LOG.info(
                        "the starting rules of {} are put in: {}",
                        district,
                        put.stored().content().size());
            }
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the first event is counted in. */
    @Override
    public int getPhase() {
        return -100;
    }
}
