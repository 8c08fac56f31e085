package org.zhuqi.peers.flowable;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flowable.common.engine.impl.persistence.StrongUuidGenerator;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;

/**
 * The engine as an application embeds it: tables and indexes as it makes them, history at its default, the executor of its
 * timers running. Ids are random, as Flowable advises for many threads and as its Spring Boot starter has them.
 */
final class FlowableTickets implements AutoCloseable {
    /** In the order of a ticket's life; the first begins it. */
    static final List<String> STEPS = List.of("submit", "dispatch", "accept", "record-progress", "answer", "confirm");

    private static final String COORDINATORS = "coordinators";

    private final ProcessEngine engine;
    private final HikariDataSource database;

    FlowableTickets(String url, String username, String password, int connections) {
        database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername(username);
        database.setPassword(password);
        database.setMaximumPoolSize(connections);
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(database);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setAsyncExecutorActivate(true);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("org/zhuqi/peers/flowable/ticket.bpmn20.xml")
                .deploy();
    }

    static String version() {
        return ProcessEngine.VERSION;
    }

    String history() {
        return engine.getProcessEngineConfiguration().getHistoryLevel().getKey();
    }

    /** @return the id of the process */
    String submit(Map<String, Object> said) {
        engine.getIdentityService().setAuthenticatedUserId(said.get("enterprise") + "-account");
        try {
            return engine.getRuntimeService()
                    .startProcessInstanceByKey("ticket", said)
                    .getId();
        } finally {
            engine.getIdentityService().setAuthenticatedUserId(null);
        }
    }

    /** The actor finds the task among those of its group, claims it and completes it. */
    void complete(String process, String step, String group, Map<String, Object> said) {
        String actor = group + "-officer";
        var tasks = engine.getTaskService();
        Task task = Objects.requireNonNull(
                tasks.createTaskQuery()
                        .processInstanceId(process)
                        .taskCandidateGroup(group)
                        .singleResult(),
                () -> "expected %s to find the task %s of %s".formatted(group, step, process));
        if (!step.equals(task.getTaskDefinitionKey())) {
            throw new IllegalStateException("expected the task %s, found %s".formatted(step, task));
        }
        tasks.claim(task.getId(), actor);
        tasks.complete(task.getId(), said);
    }

    static String group(String step, String enterprise, String unit) {
        return switch (step) {
            case "dispatch" -> COORDINATORS;
            case "confirm" -> enterprise;
            default -> unit;
        };
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
