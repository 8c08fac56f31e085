package org.zhuqi.allinone.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 by hand: a well-bred client would refuse to send what is sent here. One caller at a time. */
final class Wire implements AutoCloseable {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final String host;
    private final int port;
    private final Duration patience;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    /** @param patience after which an answer is missing */
    Wire(String address, Duration patience) {
        URI uri = URI.create(address);
        this.host = uri.getHost();
        this.port = uri.getPort() < 0 ? 80 : uri.getPort();
        this.patience = patience;
    }

    Answer send(Sent request, @Nullable String token) {
        boolean again = socket != null;
        while (true) {
            try {
                return exchange(request, token);
            } catch (SocketTimeoutException e) {
                close();
                return Answer.none("no answer within " + patience.toSeconds() + " s");
            } catch (IOException e) {
                close();
                if (!again) {
                    return Answer.none("the connection was closed without an answer: " + e.getMessage());
                }
                // It was kept from the request before, and the server may close those at any time.
                again = false;
            }
        }
    }

    private Answer exchange(Sent request, @Nullable String token) throws IOException {
        if (socket == null) {
            Socket fresh = new Socket();
            fresh.setTcpNoDelay(true);
            fresh.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            fresh.setSoTimeout((int) patience.toMillis());
            socket = fresh;
            in = new BufferedInputStream(fresh.getInputStream());
        }
        write(socket, request, token);
        return read(request);
    }

    private void write(Socket to, Sent request, @Nullable String token) throws IOException {
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        if (request.headers().stream().noneMatch(header -> header.name().equalsIgnoreCase("host"))) {
            head.append("Host: ").append(host).append(':').append(port).append("\r\n");
        }
        if (token != null) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        request.headers()
                .forEach(header -> head.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append("\r\n"));
        byte[] body = request.body();
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        if (body != null) {
            bytes.writeBytes(body);
        }
        try {
            bytes.writeTo(to.getOutputStream());
            to.getOutputStream().flush();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // Refused before it was all sent: the answer may be there all the same.
            if (to.isClosed()) {
                throw e;
            }
        }
    }

    private Answer read(Sent request) throws IOException {
        String first = line();
        String[] words = first.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("\\d{3}")) {
            throw new IOException("this is no answer: " + first);
        }
        int status = Integer.parseInt(words[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("this is no header: " + line);
            }
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (status < 200) {
            return read(request);
        }
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            close(); // It has no end.
            return new Answer(status, Map.copyOf(headers), new byte[0]);
        }
        byte[] body = body(request, status, headers);
        if ("close".equalsIgnoreCase(headers.getOrDefault("connection", ""))) {
            close();
        }
        return new Answer(status, Map.copyOf(headers), body);
    }

    private byte[] body(Sent request, int status, Map<String, String> headers) throws IOException {
        if (request.method().equals("HEAD") || status == 204 || status == 304) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
            return chunks();
        }
        String length = headers.get("content-length");
        if (length != null) {
            return bytes(Integer.parseInt(length));
        }
        byte[] rest = stream().readAllBytes();
        close();
        return rest;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
            if (size == 0) {
                String trailer = line();
                while (!trailer.isEmpty()) {
                    trailer = line();
                }
                return all.toByteArray();
            }
            if (all.size() + size > MOST_BYTES) {
                throw new IOException("the answer has no end");
            }
            all.writeBytes(bytes(size));
            line();
        }
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = stream().readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the answer ends early");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int next = stream().read();
            if (next < 0) {
                throw new EOFException("nothing came");
            }
            if (next == '\n') {
                return line.toString(ISO_8859_1).stripTrailing();
            }
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line without end");
            }
        }
    }

    private InputStream stream() throws IOException {
        if (in == null) {
            throw new IOException("not connected");
        }
        return in;
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nobody reads it any more.
                return;
            }
        }
    }
}
