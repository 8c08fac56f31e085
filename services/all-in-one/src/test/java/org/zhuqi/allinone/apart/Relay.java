package org.zhuqi.allinone.apart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to a server that can be cut and mended. */
final class Relay implements AutoCloseable {
    private static final int WAITING = 50;

    private final ServerSocket entry = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final int port;
    private volatile boolean cut;

    /** @param port on the loopback address, to which it leads */
    Relay(int port) throws IOException {
        this.port = port;
        Thread.ofVirtual().name("relay").start(this::takeIn);
    }

    int port() {
        return entry.getLocalPort();
    }

    void cut() throws IOException {
        cut = true;
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    void mend() {
        cut = false;
    }

    private void takeIn() {
        while (!entry.isClosed()) {
            try {
                Socket from = entry.accept();
                if (cut) {
                    from.close();
                } else {
                    connect(from, new Socket(InetAddress.getLoopbackAddress(), port));
                }
            } catch (IOException e) {
                Thread.onSpinWait(); // Closed, or one caller less.
            }
        }
    }

    private void connect(Socket from, Socket to) {
        open.addAll(List.of(from, to));
        Thread.ofVirtual().start(() -> pass(from, to));
        Thread.ofVirtual().start(() -> pass(to, from));
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            Thread.onSpinWait(); // The line is cut.
        }
    }

    @Override
    public void close() throws IOException {
        entry.close();
        cut();
    }
}
