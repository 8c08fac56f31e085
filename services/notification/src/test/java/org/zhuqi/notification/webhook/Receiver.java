package org.zhuqi.notification.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;

/** A receiver that is really there. It checks signatures as the specification says, with code of its own. */
public final class Receiver implements AutoCloseable {
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Function<Got, Answer> answers = any -> Answer.of(200).withBody("thanks");
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;
    private int port;
    private String scheme = "http";

    /** A request that came. */
    public record Got(String path, String local, int port, Map<String, String> headers, String body) {
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        /** Whether one of the signatures is made with this secret. */
        public boolean isSignedWith(byte[] secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                byte[] expected = mac.doFinal("%s.%s.%s"
                        .formatted(header("webhook-id"), header("webhook-timestamp"), body)
                        .getBytes(StandardCharsets.UTF_8));
                for (String each : String.valueOf(header("webhook-signature")).split(" ", -1)) {
                    if (each.startsWith("v1,")
                            && MessageDigest.isEqual(
                                    expected, Base64.getDecoder().decode(each.substring(3)))) {
                        return true;
                    }
                }
                return false;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        public boolean isSignedWith(String shown) {
            return isSignedWith(Base64.getDecoder().decode(shown.substring("whsec_".length())));
        }
    }

    /** @param kind how it comes */
    public record Answer(int status, Map<String, String> headers, String body, Kind kind) {
        enum Kind {
            WHOLE,
            ENDLESS,
            DRIPPING,
            NEVER
        }

        public static Answer of(int status) {
            return new Answer(status, Map.of(), "", Kind.WHOLE);
        }

        public static Answer endless(int status) {
            return new Answer(status, Map.of(), "", Kind.ENDLESS);
        }

        /** A byte now and then. */
        public static Answer dripping() {
            return new Answer(200, Map.of(), "", Kind.DRIPPING);
        }

        public static Answer never() {
            return new Answer(200, Map.of(), "", Kind.NEVER);
        }

        public Answer with(String name, String value) {
            return new Answer(status, Map.of(name, value), body, kind);
        }

        public Answer withBody(String text) {
            return new Answer(status, headers, text, kind);
        }
    }

    public void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress("0.0.0.0", port), 0);
        serve(server);
    }

    public void open(Identity identity) throws IOException {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress("0.0.0.0", port), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(identity.server()));
        scheme = "https";
        server = secure;
        serve(secure);
    }

    private void serve(HttpServer opened) {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        opened.setExecutor(threads);
        opened.createContext("/", this::answer);
        opened.start();
        port = opened.getAddress().getPort();
    }

    public int port() {
        return port;
    }

    public String address() {
        return "%s://127.0.0.1:%d/".formatted(scheme, port).replaceAll("/$", "");
    }

    public void answers(Answer answer) {
        answers = any -> answer;
    }

    public void answers(Function<Got, Answer> asked) {
        answers = asked;
    }

    /** In the order in which they came. */
    public List<Got> got() {
        return List.copyOf(got);
    }

    /** The most requests that were there at the same time. */
    public int mostAtATime() {
        return most.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            Got request = new Got(
                    exchange.getRequestURI().toString(),
                    exchange.getLocalAddress().getAddress().getHostAddress(),
                    exchange.getRemoteAddress().getPort(),
                    headers,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
            got.add(request);
            answer(exchange, answers.apply(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        switch (answer.kind()) {
            case WHOLE -> {
                exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
            }
            case ENDLESS -> {
                exchange.sendResponseHeaders(answer.status(), 0);
                OutputStream out = exchange.getResponseBody();
                while (!closing.await(0, TimeUnit.MILLISECONDS)) {
                    out.write(new byte[8192]);
                }
            }
            case DRIPPING -> {
                exchange.sendResponseHeaders(answer.status(), 0);
                OutputStream out = exchange.getResponseBody();
                while (!closing.await(100, TimeUnit.MILLISECONDS)) {
                    out.write('.');
                    out.flush();
                }
            }
            case NEVER -> {
                if (!closing.await(1, TimeUnit.MINUTES)) {
                    throw new IOException("nobody closed the receiver");
                }
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        HttpServer opened = server;
        if (opened != null) {
            opened.stop(0);
            server = null;
        }
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    /** Away, but to be opened again at the same port. */
    public void goAway() {
        HttpServer opened = server;
        if (opened != null) {
            opened.stop(0);
            server = null;
        }
    }

    /** A certificate for a name that vouches for itself, made by the JDK's own tool. */
    public record Identity(SSLContext server, TlsSocketStrategy trusting) {
        private static final char[] PASSWORD = "receiver".toCharArray();

        public static Identity of(String host, Path folder)
                throws IOException, InterruptedException, GeneralSecurityException {
            Path file = folder.resolve("receiver.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "receiver",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=" + host,
                            "-ext",
                            "san=dns:" + host,
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            new String(PASSWORD),
                            "-keypass",
                            new String(PASSWORD))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("keytool.log").toFile())
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD);
            }
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("receiver", keys.getCertificate("receiver"));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext server = SSLContext.getInstance("TLS");
            server.init(managers.getKeyManagers(), null, null);
            SSLContext client = SSLContext.getInstance("TLS");
            client.init(null, trust.getTrustManagers(), null);
            return new Identity(server, new DefaultClientTlsStrategy(client));
        }
    }
}
