package org.zhuqi.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One caller's HTTP/1.1 connection, kept alive: as little work as possible, because caller and server share the cores.
 * Understands exactly the answers that this system gives.
 */
final class Line implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final String host;
    private final int port;
    private @Nullable Socket socket;
    private @Nullable BufferedInputStream in;

    Line(String address) {
        URI uri = URI.create(address);
        this.host = uri.getHost();
        this.port = uri.getPort();
    }

    record Answer(int status, String body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** The value of a member that is a plain string. */
        String text(String member) {
            String key = '"' + member + "\":\"";
            int start = body.indexOf(key);
            if (start < 0) {
                throw new IllegalStateException("no member '%s' in %s".formatted(member, body));
            }
            return body.substring(start + key.length(), body.indexOf('"', start + key.length()));
        }
    }

    Answer get(String path) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: " + host + ':' + port + "\r\n\r\n", new byte[0]);
    }

    Answer get(String path, String token) throws IOException {
        return exchange(
                "GET " + path + " HTTP/1.1\r\nHost: " + host + ':' + port + "\r\nAuthorization: Bearer " + token
                        + "\r\n\r\n",
                new byte[0]);
    }

    Answer post(String path, String token, byte[] json) throws IOException {
        return exchange(
                "POST " + path + " HTTP/1.1\r\nHost: " + host + ':' + port + "\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length + "\r\n\r\n",
                json);
    }

    private Answer exchange(String head, byte[] body) throws IOException {
        Socket connected = connect();
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, request, 0, headBytes.length);
        System.arraycopy(body, 0, request, headBytes.length, body.length);
        try {
            connected.getOutputStream().write(request);
            return read();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Socket connect() throws IOException {
        Socket connected = socket;
        if (connected == null) {
            connected = new Socket();
            connected.setTcpNoDelay(true);
            connected.setSoTimeout(TIMEOUT_MILLIS);
            connected.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket = connected;
            in = new BufferedInputStream(connected.getInputStream(), 4_096);
        }
        return connected;
    }

    private Answer read() throws IOException {
        int status = Integer.parseInt(headerLine().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String line = headerLine(); !line.isEmpty(); line = headerLine()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.startsWith("transfer-encoding:")) {
                chunked = header.endsWith("chunked");
            } else if (header.startsWith("connection:")) {
                last = header.endsWith("close");
            }
        }
        byte[] body = chunked ? chunks() : bytes(length);
        if (last) {
            close();
        }
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(headerLine(), 16);
            body.write(bytes(length));
            headerLine();
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = input().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ended early");
        }
        return bytes;
    }

    private String headerLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = input().read();
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
    }

    private BufferedInputStream input() throws IOException {
        if (in == null) {
            throw new IOException("not connected");
        }
        return in;
    }

    @Override
    public void close() {
        Socket connected = socket;
        socket = null;
        in = null;
        if (connected != null) {
            try {
                connected.close();
            } catch (IOException alreadyGone) {
                // What we wanted.
            }
        }
    }
}
