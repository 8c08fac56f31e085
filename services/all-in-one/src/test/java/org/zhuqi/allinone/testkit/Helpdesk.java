package org.zhuqi.allinone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import tools.jackson.databind.JsonNode;

/**
 * The people around a ticket, each at a page: {@code helpdesk.ticket().dispatchTo("qt-zrzy").accept()}. Knows an address and
 * where tokens come from, nothing of what is behind it, so that the same stories can be told to any assembly.
 */
public final class Helpdesk {
    public static final String ENTERPRISE = "qt-enterprise";
    public static final String COORDINATOR = "qt-coordinator";
    public static final String ADMIN = "qt-admin";
    /** Looks after all districts. */
    public static final String OPERATOR = "zhuqi-admin";

    private final HttpClient http = Api.newClient();
    private final String address;
    private final Function<Account, String> tokens;
    private final Map<String, Api> callers = new ConcurrentHashMap<>();

    public Helpdesk(String address, Function<Account, String> tokens) {
        this.address = address;
        this.tokens = tokens;
    }

    public String address() {
        return address;
    }

    public String token(String account) {
        return tokens.apply(Account.named(account).orElseThrow());
    }

    public Api as(String account) {
        return callers.computeIfAbsent(account, name -> new Api(http, address, token(name)));
    }

    /** A request of the first enterprise, just submitted. */
    public TicketSteps ticket() {
        return ticket("厂房二期不动产权证");
    }

    public TicketSteps ticket(String title) {
        Answer answer = answer(() -> as(ENTERPRISE).post("/api/v1/tickets", submission(title), Map.of()));
        return new TicketSteps(answer.text("ticketId")).took("submit", answer, 201);
    }

    /** A request of another enterprise, just submitted. */
    public TicketSteps ticket(Account enterprise, Map<String, ?> submission) {
        Answer answer = post(enterprise, "/api/v1/tickets", submission, Map.of());
        return new TicketSteps(answer.text("ticketId")).took("submit", answer, 201);
    }

    /** A ticket known by its id alone, as from a link. */
    public TicketSteps known(String id) {
        return new TicketSteps(id);
    }

    public static Map<String, Object> submission(String title) {
        return submission("qt-yd", title);
    }

    /** @param item of the menu of the caller's district */
    public static Map<String, Object> submission(String item, String title) {
        return Map.of("item", item, "title", title, "description", "竣工半年，仍不能办证，银行贷款需要。");
    }

    public Answer get(String account, String path) {
        return answer(() -> as(account).get(path));
    }

    /** Asked by somebody who is not among those who ship. */
    public Answer get(Account account, String path) {
        return answer(() -> as(account).get(path));
    }

    public Answer post(Account account, String path, Object body, Map<String, String> headers) {
        return answer(() -> as(account).post(path, body, headers));
    }

    private Api as(Account account) {
        return callers.computeIfAbsent(account.name().text(), name -> new Api(http, address, tokens.apply(account)));
    }

    public Answer post(String account, String path, Object body, Map<String, String> headers) {
        return answer(() -> as(account).post(path, body, headers));
    }

    @FunctionalInterface
    private interface Asking {
        Answer ask() throws IOException, InterruptedException;
    }

    private static Answer answer(Asking asking) {
        try {
            return asking.ask();
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What one answer's header says; names of headers have no case. */
    public static @Nullable String header(Answer answer, String name) {
        return answer.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** One ticket, and what its people do with it one after the other. Every step must be accepted. */
    public final class TicketSteps {
        private final String id;
        private String number = "";
        private String lead = "";
        private long version;
        private @Nullable TicketState state;

        private TicketSteps(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        public String number() {
            return number;
        }

        public long version() {
            return version;
        }

        public @Nullable TicketState state() {
            return state;
        }

        public TicketSteps dispatchTo(String unit, String... assistants) {
            lead = unit;
            return take(COORDINATOR, "dispatch", Map.of("lead", unit, "assistants", List.of(assistants)));
        }

        public TicketSteps accept() {
            return take(handlerOf(lead), "accept", Map.of());
        }

        public TicketSteps recordProgress(String note) {
            return recordProgress(lead, note, false);
        }

        public TicketSteps recordProgress(String unit, String note, boolean internal) {
            return take(handlerOf(unit), "record-progress", Map.of("note", note, "internal", internal));
        }

        public TicketSteps signOff(String unit, String note) {
            return take(handlerOf(unit), "sign-off", Map.of("note", note));
        }

        public TicketSteps answer(String text) {
            return take(handlerOf(lead), "answer", Map.of("outcome", "SOLVED", "text", text));
        }

        public TicketSteps confirm() {
            return take(ENTERPRISE, "confirm", Map.of());
        }

        public TicketSteps rate(String satisfaction) {
            return take(ENTERPRISE, "rate", Map.of("satisfaction", satisfaction));
        }

        /** A step that this story needs to succeed. */
        public TicketSteps take(String account, String command, Map<String, ?> body) {
            return took(command, send(account, command, body, Map.of()), 200);
        }

        /** A step that may be refused. */
        public Answer send(String account, String command, Object body, Map<String, String> headers) {
            return post(account, "/api/v1/tickets/" + id + "/" + command, body, headers);
        }

        private TicketSteps took(String command, Answer answer, int status) {
            assertThat(answer.status()).as("%s: %s", command, answer.body()).isEqualTo(status);
            assertThat(answer.text("ticketId")).isEqualTo(id);
            assertThat(answer.text("verdict")).isEqualTo("ACCEPTED");
            assertThat(answer.body().path("version").asLong())
                    .as("%s is one event", command)
                    .isEqualTo(version == 0 ? answer.body().path("version").asLong() : version + 1);
            version = answer.body().path("version").asLong();
            number = answer.text("number");
            state = TicketState.valueOf(answer.text("state"));
            assertThat(header(answer, "ETag")).isEqualTo("\"" + version + "\"");
            return this;
        }

        /** The row on that account's list, which must show what was written last. */
        public JsonNode onTheListOf(String account) {
            Answer list = get(account, "/api/v1/tickets?limit=200&waitFor=" + id + "@" + version);
            assertThat(list.status()).as(String.valueOf(list.body())).isEqualTo(200);
            assertThat(header(list, "Zhuqi-Stale")).as("the list of " + account).isNull();
            return elements(list.body().path("items"))
                    .filter(item -> item.path("id").asString().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(account + " does not see " + number));
        }

        public Answer shownTo(String account) {
            return get(account, "/api/v1/tickets/" + id + "?atLeast=" + Math.max(1, version));
        }

        /** The events' names as that account sees them. */
        public List<String> timelineOf(String account) {
            Answer timeline = get(account, "/api/v1/tickets/" + id + "/timeline?atLeast=" + Math.max(1, version));
            assertThat(timeline.status()).as(String.valueOf(timeline.body())).isEqualTo(200);
            assertThat(header(timeline, "Zhuqi-Stale")).isNull();
            return elements(timeline.body().path("items"))
                    .map(entry -> entry.path("event").asString())
                    .toList();
        }
    }

    /** The development account that handles tickets for a unit. */
    public static String handlerOf(String unit) {
        return Account.all().stream()
                .filter(account -> account.role() == Role.HANDLER
                        && Objects.requireNonNull(account.unit()).text().equals(unit))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no development account handles for " + unit))
                .name()
                .text();
    }

    public static Stream<JsonNode> elements(JsonNode array) {
        Stream.Builder<JsonNode> elements = Stream.builder();
        array.forEach(elements);
        return elements.build();
    }
}
