package org.zhuqi.allinone.apart;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.zhuqi.allinone.testkit.Relay;

/** One address before several processes, as nginx is: it obeys the same file. Of several instances each is asked in turn. */
final class FrontDoor implements AutoCloseable {
    private final RoutesFile routes = RoutesFile.read();
    private final Map<String, List<URI>> instances = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Relay relay;

    FrontDoor() throws IOException {
        relay = new Relay(this::pass);
    }

    String address() {
        return relay.address();
    }

    void leadTo(String service, URI instance) {
        instances.computeIfAbsent(service, any -> new CopyOnWriteArrayList<>()).add(instance);
    }

    void forget(String service, URI instance) {
        instances.getOrDefault(service, List.of()).remove(instance);
    }

    private void pass(HttpExchange exchange, Relay through) throws IOException, InterruptedException {
        List<URI> there = instances.getOrDefault(
                routes.service(
                        exchange.getRequestMethod(), exchange.getRequestURI().getPath()),
                List.of());
        if (there.isEmpty()) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        URI target = there.get(Math.floorMod(turn.getAndIncrement(), there.size()));
        through.pass(exchange, target.resolve(exchange.getRequestURI().toString()));
    }

    @Override
    public void close() {
        relay.close();
    }
}
