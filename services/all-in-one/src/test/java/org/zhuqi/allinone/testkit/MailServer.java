package org.zhuqi.allinone.testkit;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A mail server that really is one, behind a line that may be away, or keep back that a mail was taken. */
public final class MailServer implements AutoCloseable {
    private static final String START_OF_MAIL = "354";
    private static final int WAITING = 50;

    private final GreenMail boxes = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final AtomicInteger held = new AtomicInteger();
    private final int port;
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private @Nullable ServerSocket entry;

    public MailServer() throws IOException {
        boxes.start();
        port = TestFolders.freePort();
        open();
    }

    /** Where it was before, if it was away. */
    public void open() throws IOException {
        ServerSocket opened = new ServerSocket(port, WAITING, InetAddress.getLoopbackAddress());
        entry = opened;
        Thread.ofVirtual().name("mail-entry").start(() -> {
            try {
                while (true) {
                    Socket from = opened.accept();
                    Socket to = new Socket(
                            InetAddress.getLoopbackAddress(), boxes.getSmtp().getPort());
                    Thread.ofVirtual().start(() -> pass(from, to));
                    Thread.ofVirtual().start(() -> answer(to, from));
                }
            } catch (IOException e) {
                Thread.onSpinWait(); // It is away.
            }
        });
    }

    /** Whoever connects now is refused. */
    public void goAway() throws IOException {
        if (entry != null) {
            entry.close();
        }
    }

    /** From now on it takes mails and does not say so. */
    public void hold() {
        answers = new CountDownLatch(1);
    }

    public void release() {
        answers.countDown();
    }

    /** How many mails it took without saying so. */
    public int held() {
        return held.get();
    }

    /** What an installation needs to be set to in order to send by it. */
    public Map<String, String> settings() {
        return Map.of(
                "zhuqi.notification.mail.host",
                "127.0.0.1",
                "zhuqi.notification.mail.port",
                Integer.toString(port),
                "zhuqi.notification.mail.encryption",
                "NONE",
                "zhuqi.notification.mail.from",
                "zhuqi@zhuqi.example");
    }

    public List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(boxes.getReceivedMessages())
                .filter(mail -> header(mail, "To").equals(address))
                .toList();
    }

    public static String header(MimeMessage mail, String name) {
        try {
            return Objects.requireNonNull(mail.getHeader(name, ","), name);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String subject(MimeMessage mail) {
        try {
            return Objects.requireNonNull(mail.getSubject(), "subject");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its plain part, however deep it lies. */
    public static String text(Part part) {
        try {
            if (part.isMimeType("text/plain")) {
                return part.getContent().toString();
            }
            if (part.getContent() instanceof Multipart parts && parts.getCount() > 0) {
                return text(parts.getBodyPart(0));
            }
            return "";
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            Thread.onSpinWait(); // Who sent it is gone.
        }
    }

    private void answer(Socket server, Socket client) {
        try (server;
                client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = client.getOutputStream()) {
            boolean isAboutAMail = false;
            String line;
            while ((line = in.readLine()) != null) {
                if (isAboutAMail && answers.getCount() > 0) {
                    held.incrementAndGet();
                    answers.await();
                }
                isAboutAMail = line.startsWith(START_OF_MAIL);
                out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException e) {
            Thread.onSpinWait(); // Nobody is there to hear it any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        release();
        goAway();
        boxes.stop();
    }
}
