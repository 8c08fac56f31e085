package org.zhuqi.allinone.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.platform.security.DevelopmentIssuer;
import tools.jackson.core.JacksonException;

/** Callers that take tickets from 点单 to 销号, one after the other, and remember what they were promised. */
public final class Load {
    private static final Duration BREATH = Duration.ofMillis(200);

    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean stopping;

    private Load() {}

    static Load on(Running running, DataFolder data, int callers, Acknowledged acknowledged)
            throws IOException, GeneralSecurityException {
        return on(running.address(), data.developmentIssuer(), callers, acknowledged, Lost.FOR_GOOD);
    }

    /** What a caller makes of a system that does not answer. */
    public enum Lost {
        /** It was killed, and will be another one when it is started again. */
        FOR_GOOD,
        /** A part of it was, and others take over. */
        FOR_A_WHILE
    }

    /** @param issuer whose tokens the system believes */
    public static Load on(
            String address, DevelopmentIssuer issuer, int callers, Acknowledged acknowledged, Lost whenLost) {
        HttpClient http = Api.newClient();
        Load load = new Load();
        for (int index = 0; index < callers; index++) {
            Api enterprise = api("qt-enterprise", address, issuer, http);
            Api coordinator = api("qt-coordinator", address, issuer, http);
            Api handler = api("qt-handler-rsj", address, issuer, http);
            load.callers.add(Thread.ofVirtual().start(() -> {
                while (!load.stopping) {
                    try {
                        if (!oneLife(enterprise, coordinator, handler, acknowledged)) {
                            Thread.sleep(BREATH);
                        }
                    } catch (IOException | JacksonException e) {
                        // What this caller was promised it remembers.
                        if (whenLost == Lost.FOR_GOOD || !pause()) {
                            return;
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
            }));
        }
        return load;
    }

    private static boolean pause() {
        try {
            Thread.sleep(BREATH);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Api api(String name, String address, DevelopmentIssuer issuer, HttpClient http) {
        Account account = Account.named(name).orElseThrow();
        return new Api(
                http,
                address,
                issuer.token(account.caller(), InstantSource.system().instant(), Account.TOKEN_LIFE));
    }

    /** @return whether it came to its end */
    private static boolean oneLife(Api enterprise, Api coordinator, Api handler, Acknowledged acknowledged)
            throws IOException, InterruptedException {
        Answer file = enterprise.upload("岗位表.csv", ("岗位,人数\n装配," + UUID.randomUUID()).getBytes(UTF_8));
        if (!file.isSuccess()) {
            return false;
        }
        acknowledged.rememberFile(file.text("id"));
        Answer submitted = enterprise.post(
                "/api/v1/tickets",
                Map.of(
                        "item",
                        "qt-yg",
                        "title",
                        "用工对接",
                        "description",
                        "压力下的诉求单",
                        "attachments",
                        List.of(Map.of("id", file.text("id")))),
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        String ticket = submitted.text("ticketId");
        if (!remember(submitted, acknowledged)) {
            return false;
        }
        return remember(coordinator.command(ticket, "dispatch", Map.of("lead", "qt-rsj"), null), acknowledged)
                && remember(handler.command(ticket, "accept", Map.of(), null), acknowledged)
                && remember(handler.command(ticket, "record-progress", Map.of("note", "已联系企业"), null), acknowledged)
                && remember(
                        handler.command(ticket, "answer", Map.of("outcome", "SOLVED", "text", "已办结"), null),
                        acknowledged)
                && remember(enterprise.command(ticket, "confirm", Map.of(), null), acknowledged)
                && remember(
                        enterprise.command(ticket, "rate", Map.of("satisfaction", "SATISFIED"), null), acknowledged);
    }

    private static boolean remember(Answer answer, Acknowledged acknowledged) {
        if (!answer.isSuccess()) {
            return false;
        }
        acknowledged.remember(
                UUID.fromString(answer.text("commandId")),
                answer.status() == 202 ? Acknowledged.Promise.PENDING : Acknowledged.Promise.ACCEPTED);
        return true;
    }

    /** Returns when the last caller has ended. */
    public void end() throws InterruptedException {
        stopping = true;
        for (Thread caller : callers) {
            caller.join();
        }
    }
}
