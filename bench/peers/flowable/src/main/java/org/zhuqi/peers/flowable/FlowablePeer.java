package org.zhuqi.peers.flowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.HdrHistogram.Histogram;

/**
 * Told on standard input what to measure, a line each, and answering on standard output; ends with its input.
 *
 * <pre>
 * call CALLERS SECONDS LIVES   →   done LIVES FAILURES HISTOGRAM
 * </pre>
 *
 * The histogram, in microseconds, is encoded as HdrHistogram does, in Base64.
 */
public final class FlowablePeer {
    private FlowablePeer() {}

    /** @param arguments the file of what the actors write, and how many connections to the database there may be */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Said said = Said.in(Path.of(arguments[0]));
        try (FlowableTickets tickets = new FlowableTickets(
                        environment("PEER_URL"),
                        environment("PEER_USERNAME"),
                        environment("PEER_PASSWORD"),
                        Integer.parseInt(arguments[1]));
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            answer("ready Flowable " + FlowableTickets.version() + ", history " + tickets.history());
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] parts = order.split(" ");
                Callers callers = new Callers(tickets, said, System.err);
                callers.call(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Long.parseLong(parts[3]));
                answer("done %d %d %s".formatted(callers.lives(), callers.failures(), encoded(callers.micros())));
            }
        }
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment does not name " + name);
        }
        return value;
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    private static void answer(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
