package org.zhuqi.allinone.torture;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.zhuqi.embedded.EmbeddedKafka;

/** Kafka in a JVM of its own, so that it can die alone. Arguments: its folder, its port. */
public final class Broker {
    static final String READY = "ready";

    private Broker() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedKafka kafka = EmbeddedKafka.start(
                EmbeddedKafka.Settings.in(Path.of(arguments[0])).withPort(Integer.parseInt(arguments[1])));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "broker-stop"));
        System.out.println(READY);
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
