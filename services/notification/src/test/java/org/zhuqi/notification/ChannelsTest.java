package org.zhuqi.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.platform.directory.AddressBook;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** DingTalk and text messages, as a server gets them. */
final class ChannelsTest extends TestNotification {
    private static final String ROBOTS = "/api/v1/notification-robots";

    private String robot(String group, String path) {
        String form = "{\"address\": \"%s?access_token=abc\", \"secret\": \"SEC-%s\"}"
                .formatted(RECEIVER.address(path), path);
        assertThat(send(district.admin(), "PUT", ROBOTS + "/" + group, form).statusCode())
                .isEqualTo(204);
        return "SEC-" + path;
    }

    private static Map<String, String> query(Receiver.Received received) {
        return Stream.of(received.asked().getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Test
    void aRobotTellsTheGroupOfAUnitOnceSigned() throws Exception {
        String secret = robot(district.labour.text(), "/robot-" + district.id);
        EventStory story = dispatched(district.labour);
        tell(story);
        tell(dispatched(district.land));
        SOON.until(() -> !RECEIVER.at("/robot-" + district.id).isEmpty());
        Receiver.Received received = RECEIVER.at("/robot-" + district.id).getFirst();
        Map<String, String> query = query(received);
        assertThat(query).containsEntry("access_token", "abc");
        assertThat(query.get("timestamp"))
                .isEqualTo(Long.toString(time.instant().toEpochMilli()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(query.get("sign"))
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(mac.doFinal(
                                (query.get("timestamp") + "\n" + secret).getBytes(StandardCharsets.UTF_8))));
        JsonNode body = Json.MAPPER.readTree(received.body());
        assertThat(body.path("msgtype").asString()).isEqualTo("text");
        assertThat(body.path("text").path("content").asString())
                .startsWith("请接单 " + story.number())
                .endsWith("https://zhuqi.example/app/tickets/" + story.number());
        SOON.untilAsserted(() -> assertThat(deliveries("DINGTALK")).containsExactly("ticket.dispatched SENT 1"));
        assertThat(RECEIVER.at("/robot-" + district.id)).hasSize(1);
    }

    @Test
    void aRefusalOfDingTalkComesWith200() {
        String path = "/robot-" + district.id;
        RECEIVER.answers(path, 200, "{\"errcode\":130101,\"errmsg\":\"send too fast\"}");
        robot(district.labour.text(), path);
        tell(dispatched(district.labour));
        SOON.untilAsserted(() -> assertThat(deliveries("DINGTALK")).containsExactly("ticket.dispatched WAITING 1"));
        assertThat(read(district.admin(), "/api/v1/notifications/deliveries?channel=DINGTALK")
                        .path("items")
                        .path(0)
                        .path("fault")
                        .asString())
                .isEqualTo("DingTalk says 130101: send too fast");
        RECEIVER.answers(path, 200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
        time.passes(Duration.ofMinutes(1));
        SOON.untilAsserted(() -> assertThat(deliveries("DINGTALK")).containsExactly("ticket.dispatched SENT 2"));
    }

    @Test
    void aRobotIsWrittenAndNeverRead() {
        robot("district", "/robot-" + district.id);
        JsonNode list = read(district.admin(), ROBOTS);
        assertThat(list.toString()).contains("\"group\":\"district\"").doesNotContain("SEC", "abc", "127.0.0.1");
        assertThat(database.sql("select encode(sealed, 'escape') from notification.robot where district = ?")
                        .param(district.id.text())
                        .query(String.class)
                        .single())
                .doesNotContain("SEC", "access_token");
        for (String address : List.of(
                "http://oapi.dingtalk.com/robot/send?access_token=x",
                "https://oapi.dingtalk.com.thief.example/robot",
                "https://thief.example/robot?oapi.dingtalk.com",
                "https://oapi.dingtalk.com@thief.example/",
                "http://127.0.0.1:1/robot",
                "http://localhost:" + RECEIVER.port() + "/",
                "file:///etc/passwd",
                "nonsense with blanks")) {
            assertThat(refusal(
                            send(
                                    district.admin(),
                                    "PUT",
                                    ROBOTS + "/district",
                                    "{\"address\": \"%s\", \"secret\": \"SEC\"}".formatted(address)),
                            422))
                    .as(address)
                    .startsWith("rule: The robot is not taken");
        }
        assertThat(refusal(
                        send(
                                district.admin(),
                                "PUT",
                                ROBOTS + "/nowhere",
                                "{\"address\": \"%s\", \"secret\": \"SEC\"}".formatted(RECEIVER.address("/"))),
                        404))
                .contains("There is no unit nowhere in your district.");
        assertThat(send(district.coordinator(), "GET", ROBOTS, null).statusCode())
                .isEqualTo(403);
        assertThat(send(district.admin(), "DELETE", ROBOTS + "/district", null).statusCode())
                .isEqualTo(204);
        assertThat(send(district.admin(), "DELETE", ROBOTS + "/district", null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTextMessageGoesToTheGatewayAsItsTemplateSays() {
        ADDRESSES.put(district.account("supervisor"), new AddressBook.Address(null, "13912345678"));
        EventStory story = accepted();
        tell(story);
        write(List.of(warned(story, WarningLevel.SUPERVISION, district.labour, MovableTime.china("2023-04-11 17:30"))));
        SOON.untilAsserted(() -> assertThat(deliveries("SMS")).contains("clock.supervision SENT 1"));
        List<Receiver.Received> received = RECEIVER.at("/sms").stream()
                .filter(each -> each.body().contains(story.number().text()))
                .toList();
        assertThat(received).hasSize(1);
        assertThat(received.getFirst().headers().get("X-api-key")).containsExactly("gateway-key");
        JsonNode body = Json.MAPPER.readTree(received.getFirst().body());
        assertThat(body.path("phone").asString()).isEqualTo("13912345678");
        assertThat(body.path("text").asString()).isEqualTo("督办 %s：办结答复时限 2023-04-11 17:30".formatted(story.number()));
        // The others have no phone, and the mail of this one none either: it can be seen.
        assertThat(deliveries("SMS")).contains("clock.supervision NO_ADDRESS 1");
    }

    @Test
    void aRedirectIsNotFollowed() {
        String path = "/robot-" + district.id;
        RECEIVER.redirects(path, RECEIVER.address("/secret-" + district.id));
        robot(district.labour.text(), path);
        tell(dispatched(district.labour));
        SOON.untilAsserted(() -> assertThat(deliveries("DINGTALK")).containsExactly("ticket.dispatched WAITING 1"));
        assertThat(RECEIVER.at("/secret-" + district.id)).isEmpty();
    }
}
