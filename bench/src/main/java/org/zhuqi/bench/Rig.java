package org.zhuqi.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Servers;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandOutcome.Verdict;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.DevelopmentIssuer;

/**
 * PostgreSQL, Kafka and the engine, and beside it the loop without a decision: both consume the same commands, one after
 * the other, each into tables of its own.
 */
final class Rig implements AutoCloseable {
    private static final String ENGINE = "zhuqi-ticket";
    private static final String LIMIT = "zhuqi-bench-limit";
    private static final List<String> WRITTEN = List.of(Topics.COMMANDS, Topics.EVENTS, Topics.OUTCOMES);
    private static final String PLAIN = "zhuqi-bench-plain";
    private static final String PLAIN_TOPIC = "zhuqi.bench.plain";
    /** They wait in memory. */
    private static final int MOST_PRODUCED = 10_000;

    private final TopicOptions options;
    private final Servers servers;
    private final ConfigurableApplicationContext application;
    private final KafkaClients kafka;
    private final TopicEnds topics;
    private final long postmaster;
    private final Lifecycles lifecycles;
    private long appended;
    private @Nullable Sizes sizes;
    private @Nullable Producer<String, byte[]> limitProducer;
    private @Nullable LimitLoop limit;
    private String plainTopic = "";

    private Rig(TopicOptions options, DataFolder data, Servers servers, ConfigurableApplicationContext application)
            throws IOException {
        this.options = options;
        this.servers = servers;
        this.application = application;
        this.kafka = application.getBean(KafkaClients.class);
        this.topics = new TopicEnds(kafka, options.partitions, Duration.ofSeconds(options.timeoutSeconds));
        this.postmaster = Processes.postmaster(data);
        this.lifecycles = new Lifecycles(options.seed);
    }

    static Rig start(DataFolder data, TopicOptions options) throws Exception {
        DevelopmentIssuer issuer = DevelopmentIssuer.in(data.keys());
        Servers servers = Servers.start(data);
        AtExit.close(servers);
        ConfigurableApplicationContext application = null;
        try {
            Map<String, Object> properties = new HashMap<>(Map.of(
                    "spring.kafka.bootstrap-servers", servers.bootstrapServers(),
                    "spring.datasource.url", servers.jdbcUrl(),
                    "spring.datasource.username", servers.username(),
                    "spring.datasource.password", servers.password(),
                    "server.port", 0,
                    "zhuqi.security.issuer", DevelopmentIssuer.ISSUER,
                    "zhuqi.security.public-key", issuer.publicKey().toUri().toString()));
            List<String> arguments = new ArrayList<>();
            arguments.add("--zhuqi.topics.partitions=" + options.partitions);
            if (options.threads != null) {
                arguments.add("--zhuqi.ticket.threads=" + options.threads);
            }
            if (options.batch != null) {
                arguments.add("--zhuqi.ticket.batch=" + options.batch);
            }
            application = new SpringApplicationBuilder(EngineOnly.class)
                    .registerShutdownHook(false)
                    .properties(properties)
                    .run(arguments.toArray(String[]::new));
            Rig rig = new Rig(options, data, servers, application);
            // A topic is announced before its partitions can be written to. A producer with several batches on the way
            // may then see a later one stored before the first, which is lost for good.
            for (String topic : WRITTEN) {
                rig.topics.ends(topic);
            }
            return rig;
        } catch (Exception e) {
            if (application != null) {
                application.close();
            }
            servers.close();
            AtExit.forget(servers);
            throw e;
        }
    }

    /** Appends commands for both loops to consume. */
    void preload(int count) {
        try (Producer<String, byte[]> producer = kafka.producer("zhuqi-bench", 20)) {
            lifecycles.append(producer, count, options.gap);
        }
        appended = count;
    }

    Round engine(@Nullable Path jfr) throws Exception {
        var container = engineContainer();
        Round round;
        try (Recording recording = jfr == null ? null : new Recording(Configuration.getConfiguration("profile"))) {
            if (recording != null) {
                recording.start();
            }
            round = consume("engine", ENGINE, container, record -> {
                CommandOutcome outcome = Wire.readOutcome(record);
                if (outcome.verdict() != Verdict.ACCEPTED) {
                    throw new IllegalStateException("the engine did not accept a command: " + outcome);
                }
                return outcome.decidedAt().toEpochMilli();
            });
            if (recording != null && jfr != null) {
                recording.stop();
                recording.dump(jfr.toAbsolutePath());
            }
        }
        if (sizes == null) {
            sizes = Sizes.ofEngine(application.getBean(JdbcClient.class), averageOutcome());
        }
        return round;
    }

    /** The same way without a decision. The engine must have consumed something before: its rows say how large these are. */
    Round limit() throws Exception {
        LimitLoop loop = loop();
        return consume("limit", LIMIT, container(LIMIT, loop::process), record -> loop.beganAtMillis());
    }

    /** The same messages in and out of Kafka, and no database. */
    Round plain() throws Exception {
        LimitLoop loop = loop();
        return consume("Kafka alone", PLAIN, container(PLAIN, loop::pass), record -> loop.beganAtMillis());
    }

    /** @return commands per second that one producer appends, each on disk before it is acknowledged */
    double produce(int count) throws Exception {
        if (plainTopic.isEmpty()) {
            topics.create(PLAIN_TOPIC, Map.of(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1"));
            plainTopic = PLAIN_TOPIC;
        }
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        lifecycles.write(
                Math.min(count, MOST_PRODUCED),
                options.gap,
                command -> records.add(
                        new ProducerRecord<>(PLAIN_TOPIC, null, command.key(), command.value(), command.headers())));
        try (Producer<String, byte[]> producer = kafka.producer(PLAIN, 20)) {
            List<Future<?>> sent = new ArrayList<>(records.size());
            long begin = System.nanoTime();
            records.forEach(record -> sent.add(producer.send(record)));
            producer.flush();
            for (Future<?> one : sent) {
                one.get();
            }
            return records.size() / ((System.nanoTime() - begin) / 1e9);
        }
    }

    private LimitLoop loop() {
        if (sizes == null) {
            throw new IllegalStateException("the engine has not run yet");
        }
        if (limit == null || limitProducer == null) {
            limitProducer = kafka.producer(LIMIT, 5);
            limit = new LimitLoop(
                    application.getBean(DataSource.class),
                    application.getBean(JdbcClient.class),
                    application.getBean(TransactionTemplate.class),
                    limitProducer,
                    sizes);
        }
        limit.forgetBeginning();
        return limit;
    }

    /** With as many threads as the engine has, and its batches. */
    private ConcurrentMessageListenerContainer<String, byte[]> container(
            String group, BatchMessageListener<String, byte[]> handler) {
        int batch = application.getEnvironment().getProperty("zhuqi.ticket.batch", Integer.class, 1_000);
        return kafka.container(group, Topics.COMMANDS, engineContainer().getConcurrency(), batch, handler);
    }

    @SuppressWarnings("unchecked")
    private ConcurrentMessageListenerContainer<String, byte[]> engineContainer() {
        return application.getBean("ticketCommands", ConcurrentMessageListenerContainer.class);
    }

    private Round consume(
            String name,
            String group,
            ConcurrentMessageListenerContainer<String, byte[]> container,
            ToLongFunction<ConsumerRecord<String, byte[]>> beganAtMillis)
            throws Exception {
        Map<TopicPartition, Long> commandsEnd = topics.ends(Topics.COMMANDS);
        Map<TopicPartition, Long> outcomesBefore = topics.ends(Topics.OUTCOMES);
        System.gc();
        Effort before = Effort.soFar(postmaster);
        container.start();
        Effort spent;
        try {
            topics.awaitCommitted(group, commandsEnd);
            spent = Effort.soFar(postmaster).since(before);
        } finally {
            container.stop();
        }
        List<Long> published = new ArrayList<>();
        long began = Long.MAX_VALUE;
        for (ConsumerRecord<String, byte[]> outcome : topics.read(Topics.OUTCOMES, outcomesBefore)) {
            published.add(outcome.timestamp());
            began = Math.min(began, beganAtMillis.applyAsLong(outcome));
        }
        long commands = appended * Lifecycles.STEPS.size();
        if (published.size() != commands) {
            throw new IllegalStateException(
                    "%s: %d commands, but %d outcomes".formatted(name, commands, published.size()));
        }
        long last = published.stream().mapToLong(Long::longValue).max().orElseThrow();
        int[] perSecond = new int[(int) ((last - began) / 1_000) + 1];
        for (long at : published) {
            perSecond[(int) ((at - began) / 1_000)]++;
        }
        return new Round(name, appended, commands, (last - began) / 1e3, perSecond, spent);
    }

    private int averageOutcome() throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> start = new HashMap<>();
        topics.ends(Topics.OUTCOMES).keySet().forEach(partition -> start.put(partition, 0L));
        return (int) topics.read(Topics.OUTCOMES, start).stream()
                .mapToInt(record -> record.value().length)
                .average()
                .orElseThrow();
    }

    /** How many different tickets the engine met in a transaction, on average, and how many commands. */
    String batches() {
        return application
                .getBean(JdbcClient.class)
                .sql("""
                        select count(*) as batches, round(avg(commands)) as commands, round(avg(tickets)) as tickets
                        from (select count(*) as commands, count(distinct ticket_id) as tickets
                              from ticket.event group by recorded_at) as batch
                        """)
                .query((rs, row) -> "%,d transactions, on average %d commands of %d tickets"
                        .formatted(rs.getLong(1), rs.getLong(2), rs.getLong(3)))
                .single();
    }

    String postgres() throws SQLException {
        return PostgresSettings.of(application.getBean(DataSource.class).getConnection());
    }

    @Override
    public void close() {
        try {
            topics.close();
            if (limitProducer != null) {
                limitProducer.close();
            }
            application.close();
        } finally {
            servers.close();
            AtExit.forget(servers);
        }
    }
}
