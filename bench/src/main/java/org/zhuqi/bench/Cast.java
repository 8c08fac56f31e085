package org.zhuqi.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.zhuqi.allinone.Account;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.DevelopmentIssuer;

/** An enterprise, a coordinator and a handler with their tokens, and what they send. */
final class Cast {
    private static final int VARIANTS = 50;

    private final Map<CommandType, String> tokens = new EnumMap<>(CommandType.class);
    private final Map<CommandType, List<byte[]>> bodies = new EnumMap<>(CommandType.class);

    private final EnterpriseId enterprise;
    private final CatalogueItemId item;

    private Cast(DevelopmentIssuer issuer, String enterprise, String coordinator, String handler, long seed) {
        Account asking = Account.named(enterprise).orElseThrow();
        Account handling = Account.named(handler).orElseThrow();
        EnterpriseId enterpriseId = Objects.requireNonNull(asking.enterprise());
        UnitId unit = Objects.requireNonNull(handling.unit());
        String item = asking.district().text().toLowerCase(Locale.ROOT) + "-yg";
        this.enterprise = enterpriseId;
        this.item = new CatalogueItemId(item);
        Lifecycles lifecycles = new Lifecycles(seed);
        for (CommandType step : Lifecycles.STEPS) {
            Account sender = switch (step) {
                case SUBMIT, CONFIRM -> asking;
                case DISPATCH -> Account.named(coordinator).orElseThrow();
                default -> handling;
            };
            tokens.put(
                    step, issuer.token(sender.caller(), InstantSource.system().instant(), Account.TOKEN_LIFE));
            List<byte[]> variants = new ArrayList<>();
            for (int variant = 0; variant < VARIANTS; variant++) {
                variants.add(Json.MAPPER.writeValueAsBytes(lifecycles.command(step, enterpriseId, unit, item)));
            }
            bodies.put(step, variants);
        }
    }

    static List<Cast> all(DevelopmentIssuer issuer) {
        return List.of(
                new Cast(issuer, "qt-enterprise", "qt-coordinator", "qt-handler-rsj", 1),
                new Cast(issuer, "qt-enterprise-2", "qt-coordinator", "qt-handler-zrzy", 2),
                new Cast(issuer, "sy-enterprise", "sy-coordinator", "sy-handler", 3));
    }

    /** A line for each body: the step, a tabulator, the JSON. */
    static String script(List<Cast> casts) {
        StringBuilder script = new StringBuilder();
        for (Cast cast : casts) {
            for (CommandType step : Lifecycles.STEPS) {
                for (byte[] body : Objects.requireNonNull(cast.bodies.get(step))) {
                    script.append(step.wireName())
                            .append('\t')
                            .append(new String(body, StandardCharsets.UTF_8))
                            .append('\n');
                }
            }
        }
        return script.toString();
    }

    /** @param ticket its id; anything for the first step */
    Line.Answer send(Line line, CommandType step, String ticket) throws IOException {
        List<byte[]> variants = Objects.requireNonNull(bodies.get(step));
        byte[] body = variants.get(ThreadLocalRandom.current().nextInt(variants.size()));
        String path =
                step == CommandType.SUBMIT ? "/api/v1/tickets" : "/api/v1/tickets/" + ticket + "/" + step.wireName();
        return line.post(path, Objects.requireNonNull(tokens.get(step)), body);
    }

    /** The first step, with a text of one's own. */
    Line.Answer submit(Line line, Requests.Written written) throws IOException {
        var submit = new TicketCommand.Submit(
                enterprise, written.title(), written.description(), item, Urgency.NORMAL, null, null, null, null);
        return line.post(
                "/api/v1/tickets",
                Objects.requireNonNull(tokens.get(CommandType.SUBMIT)),
                Json.MAPPER.writeValueAsBytes(submit));
    }

    /** @param as the one who takes this step: the enterprise, its district's coordinator or the unit's handler */
    Line.Answer get(Line line, CommandType as, String path) throws IOException {
        return line.get(path, Objects.requireNonNull(tokens.get(as)));
    }
}
