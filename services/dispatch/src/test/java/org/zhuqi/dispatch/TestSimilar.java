package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/** What the stories about similar tickets have in common: who asks, and what was asked and told. */
abstract class TestSimilar extends TestDispatch {
    static final UnitId POWER = new UnitId("power");
    static final EnterpriseId FIRST = new EnterpriseId("firm-1");
    static final EnterpriseId SECOND = new EnterpriseId("firm-2");
    static final EnterpriseId THIRD = new EnterpriseId("firm-3");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    EventStory filed(EnterpriseId enterprise, String title, String description) {
        return filed(enterprise, "power", title, description);
    }

    EventStory filed(EnterpriseId enterprise, String item, String title, String description) {
        return story().by(Callers.enterprise("contact-of-" + enterprise, enterprise))
                .tells(
                        new TicketEvent.Submitted(
                                enterprise,
                                title,
                                description,
                                new CatalogueItemId(item),
                                Urgency.NORMAL,
                                new AccountId("contact"),
                                null,
                                null,
                                List.of()),
                        TicketState.SUBMITTED);
    }

    /** Three firms report the same power cut. */
    List<EventStory> powerCuts() {
        return List.of(
                filed(FIRST, "园区频繁停电", "临江高科园本月已停电三次，反应釜物料报废。"),
                filed(SECOND, "七月以来多次停电", "临江高科园线路老化，无预警停电多次，产品报废。"),
                filed(THIRD, "停电影响交货", "临江高科园停电，设备停机，产品报废，何时恢复供电？"));
    }

    static EventStory worked(EventStory story) {
        return story.by(Callers.coordinator("li.lei"))
                .tells(new TicketEvent.Dispatched(POWER, List.of(), null, null), TicketState.DISPATCHED)
                .by(Callers.handler("zhang.san", POWER))
                .tells(new TicketEvent.Accepted(POWER, new AccountId("zhang.san"), null), TicketState.IN_PROGRESS);
    }

    static EventStory answered(EventStory story, String text) {
        return story.by(Callers.handler("zhang.san", POWER))
                .tells(
                        new TicketEvent.Answered(POWER, AnswerOutcome.SOLVED, text, null, List.of()),
                        TicketState.ANSWERED);
    }

    static EventStory merged(EventStory story, EventStory into) {
        return story.by(Callers.coordinator("li.lei"))
                .tells(new TicketEvent.Merged(into.ticket(), TicketState.SUBMITTED, null), TicketState.MERGED);
    }

    static EventStory unmerged(EventStory story, EventStory from) {
        return story.by(Callers.coordinator("li.lei"))
                .tells(new TicketEvent.Unmerged(from.ticket(), "不是同一事项"), TicketState.SUBMITTED);
    }

    // -- who asks -------------------------------------------------------------------------------------------------

    Caller here(Caller caller) {
        return Callers.in(district, caller);
    }

    Caller coordinator() {
        return here(Callers.coordinator("li.lei"));
    }

    Caller firm(EnterpriseId enterprise) {
        return here(Callers.enterprise("contact-of-" + enterprise, enterprise));
    }

    Caller handler(UnitId unit) {
        return here(Callers.handler("zhang.san", unit));
    }

    HttpResponse<String> send(
            Caller caller, String method, String path, @Nullable Object body, int status, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as("%s %s: %s", method, path, answer.body())
                    .isEqualTo(status);
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode read(Caller caller, String path) {
        return json(send(caller, "GET", path, null, 200));
    }

    JsonNode post(Caller caller, String path, Map<String, ?> body, int status) {
        return json(send(caller, "POST", path, body, status));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    /** The values at that path of each, such as {@code ticket.number}. */
    static List<String> texts(JsonNode list, String path) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> {
                    JsonNode at = node;
                    for (String step : Arrays.asList(path.split("\\."))) {
                        at = at.path(step);
                    }
                    return at.asString("-");
                })
                .toList();
    }

    // -- what was asked and told ----------------------------------------------------------------------------------

    List<CommandMessage<?>> asked(EventStory story) {
        SOON.until(this::isEverythingTold);
        return written(Topics.COMMANDS, story.ticket().text()).stream()
                .<CommandMessage<?>>map(Wire::readCommand)
                .toList();
    }

    List<TicketCommand> commands(EventStory story) {
        return asked(story).stream().<TicketCommand>map(CommandMessage::command).toList();
    }

    List<DispatchMessage<?>> told(String subject) {
        SOON.until(this::isEverythingTold);
        return written(Topics.DISPATCH, subject).stream()
                .<DispatchMessage<?>>map(Wire::readDispatch)
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> written(String topic, String key) {
        List<ConsumerRecord<String, byte[]>> written = new ArrayList<>();
        try (Consumer<String, byte[]> reader = TestPlatform.kafka().reader("test-similar")) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(100)).forEach(written::add);
            }
        }
        return written.stream().filter(record -> record.key().equals(key)).toList();
    }

    private boolean isEverythingTold() {
        return database.sql("select not exists (select from dispatch.outgoing)")
                .query(Boolean.class)
                .single();
    }
}
