package org.zhuqi.bench;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.event.EventType;

/** How many bytes the engine's rows and messages have on average. */
record Sizes(Map<EventType, Integer> eventBody, int snapshot, int outcome) {

    static Sizes ofEngine(JdbcClient db, int outcome) {
        Map<EventType, Integer> bodies = new EnumMap<>(EventType.class);
        db.sql("select type, avg(octet_length(body))::int from ticket.event group by type")
                .query(rs -> {
                    bodies.put(EventType.byCeType(rs.getString(1)).orElseThrow(), rs.getInt(2));
                });
        int snapshot = db.sql("select avg(octet_length(snapshot))::int from ticket.ticket")
                .query(Integer.class)
                .single();
        return new Sizes(Map.copyOf(bodies), snapshot, outcome);
    }
}
