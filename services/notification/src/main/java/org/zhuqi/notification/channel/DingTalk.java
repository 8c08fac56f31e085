package org.zhuqi.notification.channel;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.notification.DingTalkSettings;
import org.zhuqi.notification.application.Robots;
import org.zhuqi.notification.domain.Channel;
import org.zhuqi.notification.domain.Delivery;
import org.zhuqi.notification.domain.Delivery.Result;
import org.zhuqi.notification.domain.Robot;
import org.zhuqi.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Messages to groups of DingTalk by their robots, signed, in Chinese. */
public final class DingTalk implements Delivery.Sender {
    private static final int LONGEST = 4_000;

    private final Robots robots;
    private final InstantSource now;
    private final Posting posting;
    private final String publicAddress;

    public DingTalk(
            DingTalkSettings settings, String publicAddress, Robots robots, HttpClient http, InstantSource now) {
        this.robots = robots;
        this.now = now;
        this.publicAddress = publicAddress;
        this.posting = new Posting(http, settings.timeout());
    }

    @Override
    public Channel channel() {
        return Channel.DINGTALK;
    }

    @Override
    public Result send(Delivery delivery) {
        String group = delivery.recipient().startsWith("unit/")
                ? delivery.recipient().substring("unit/".length())
                : Robots.DISTRICT;
        Optional<Robot> robot = robots.find(delivery.district(), group);
        if (robot.isEmpty()) {
            return new Result.NoAddress("the group has no robot any more");
        }
        String text = delivery.title().zh() + "\n" + delivery.text().zh();
        String content = (text.length() > LONGEST ? text.substring(0, LONGEST) : text)
                + (delivery.number() == null ? "" : "\n" + publicAddress + "/app/tickets/" + delivery.number());
        byte[] body = Json.MAPPER
                .writeValueAsString(Map.of("msgtype", "text", "text", Map.of("content", content)))
                .getBytes(StandardCharsets.UTF_8);
        return posting.post(
                robot.get().signed(now.instant()),
                Map.of("X-Zhuqi-Delivery", delivery.id().toString()),
                body,
                DingTalk::fault,
                robot.get().secret());
    }

    /** A refusal comes with 200, too. */
    private static @Nullable String fault(String said) {
        try {
            JsonNode answer = Json.MAPPER.readTree(said);
            int code = answer.path("errcode").asInt(-1);
            return code == 0
                    ? null
                    : "DingTalk says %d: %s"
                            .formatted(code, answer.path("errmsg").asString(""));
        } catch (JacksonException e) {
            return "DingTalk's answer is not JSON";
        }
    }
}
