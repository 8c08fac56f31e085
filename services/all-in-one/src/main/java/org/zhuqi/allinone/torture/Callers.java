package org.zhuqi.allinone.torture;

import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.platform.security.DevelopmentIssuer;
import tools.jackson.core.JacksonException;

/**
 * Callers that do at random what people do: submit, push on, get in each other's way, press twice, send again what was not
 * answered, and decide on what they saw a while ago.
 */
final class Callers {
    private static final Duration BREATH = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Memory memory;
    private final HttpClient http = Api.newClient();
    private final Map<String, Api> apis = new HashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Integer, Integer> faults = new TreeMap<>();
    private volatile boolean stopping;

    Callers(String address, DataFolder data, Memory memory) throws IOException, GeneralSecurityException {
        this.memory = memory;
        DevelopmentIssuer issuer = data.developmentIssuer();
        for (String name : Repertoire.accounts()) {
            Account account = Account.named(name).orElseThrow();
            String token = issuer.token(account.caller(), InstantSource.system().instant(), Account.TOKEN_LIFE);
            apis.put(name, new Api(http, address, token));
        }
    }

    /** @param pause between two things that a caller does */
    void begin(int count, long seed, int round, Duration pause) {
        for (int index = 0; index < count; index++) {
            Random random = new Random(seed * 31 + round * 1_009L + index);
            threads.add(Thread.ofVirtual().start(() -> {
                while (!stopping) {
                    try {
                        act(random);
                        Thread.sleep(pause);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
            }));
        }
    }

    /** Returns when the last caller has ended. */
    void end() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Server errors and connections without an answer (0), as long as something was wrong. */
    synchronized Map<Integer, Integer> faults() {
        return new TreeMap<>(faults);
    }

    private void act(Random random) throws InterruptedException {
        Memory.Sight sight = memory.sight(random.nextInt());
        boolean submits = random.nextInt(5) == 0;
        int manner = random.nextInt(12);
        boolean onWhatWasSeen = random.nextInt(3) == 0;
        if (sight == null || submits) {
            send(deed(Repertoire.submission(random), null, null, random), manner == 0);
            return;
        }
        Memory.Sight other = memory.sight(random.nextInt());
        String another = other == null || other.ticket().equals(sight.ticket()) ? null : other.ticket();
        Deed deed = deed(
                Repertoire.on(sight.state(), sight.lead(), another, random),
                sight.ticket(),
                onWhatWasSeen ? sight.version() : null,
                random);
        if (manner == 1) {
            // Two at once about the same ticket: whichever comes first.
            Deed rival = deed(
                    Repertoire.on(sight.state(), sight.lead(), another, random),
                    sight.ticket(),
                    onWhatWasSeen ? sight.version() : null,
                    random);
            Thread second = Thread.ofVirtual().start(() -> send(rival, false));
            send(deed, false);
            second.join();
        } else {
            send(deed, manner == 0);
        }
    }

    private Deed deed(Repertoire.Act act, @Nullable String ticket, @Nullable Long decidedOn, Random random) {
        String key = new UUID(random.nextLong(), random.nextLong()).toString();
        Deed deed = new Deed(key, act.account(), act.command(), ticket, act.body(), decidedOn, memory.now());
        memory.add(deed);
        return deed;
    }

    /** @param twice as an impatient finger does, and once more after the answer */
    private void send(Deed deed, boolean twice) {
        if (twice) {
            Thread again = Thread.ofVirtual().start(() -> sendOnce(deed));
            sendOnce(deed);
            try {
                again.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        sendOnce(deed);
    }

    private void sendOnce(Deed deed) {
        try {
            Map<String, String> headers = new HashMap<>();
            headers.put("Idempotency-Key", deed.key);
            if (deed.decidedOn != null) {
                headers.put("If-Match", "\"" + deed.decidedOn + "\"");
            }
            String path =
                    deed.ticket == null ? "/api/v1/tickets" : "/api/v1/tickets/" + deed.ticket + "/" + deed.command;
            Answer answer = api(deed).post(path, deed.body, headers);
            deed.heard(answer, memory.now());
            if (answer.status() >= 500) {
                count(answer.status());
            }
            memory.seen(deed);
        } catch (IOException | JacksonException e) {
            count(0);
            breathe();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Api api(Deed deed) {
        Api api = apis.get(deed.account);
        if (api == null) {
            throw new IllegalStateException(deed.account);
        }
        return api;
    }

    private synchronized void count(int status) {
        faults.merge(status, 1, Integer::sum);
    }

    private static void breathe() {
        try {
            TimeUnit.MILLISECONDS.sleep(BREATH.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who looks after the servers meanwhile. */
    @FunctionalInterface
    interface Watch {
        void mend() throws IOException, InterruptedException;
    }

    /**
     * Once everything runs: each caller asks again about what nobody has told him yet, with the same key.
     *
     * @param watch a server may end of what befell it a while ago
     * @return those about which nobody could say anything in time
     */
    List<Deed> settle(Watch watch) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Deed> open = memory.open();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            watch.mend();
            for (Deed deed : open) {
                if (System.nanoTime() < deadline) {
                    sendOnce(deed);
                }
            }
            open = memory.open();
            if (!open.isEmpty()) {
                Thread.sleep(BREATH);
            }
        }
        watch.mend();
        return open;
    }

    /** As the pages show it, to the coordinator. */
    Answer shown(String ticket) throws IOException, InterruptedException {
        Api coordinator = apis.get("qt-coordinator");
        if (coordinator == null) {
            throw new IllegalStateException("no coordinator");
        }
        return coordinator.get("/api/v1/tickets/" + ticket);
    }
}
