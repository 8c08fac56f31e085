package org.zhuqi.allinone.backup;

import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.Servers;

/**
 * The database and the brokers of an installation, as tools reach them.
 *
 * @param kafka settings of clients: where the brokers are, and how one is known to them
 * @param database as an account that may lock and read, or make, every service's schema
 */
public record Books(Map<String, Object> kafka, DataSource database) {
    public Books {
        kafka = Map.copyOf(kafka);
    }

    public static Books of(Running running) {
        return new Books(brokers(running.bootstrapServers()), Database.of(running));
    }

    public static Books of(Servers servers) {
        return new Books(
                brokers(servers.bootstrapServers()),
                Database.of(servers.jdbcUrl(), servers.username(), servers.password()));
    }

    private static Map<String, Object> brokers(String bootstrapServers) {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }
}
