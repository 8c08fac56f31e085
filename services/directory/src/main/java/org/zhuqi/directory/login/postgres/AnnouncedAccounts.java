package org.zhuqi.directory.login.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.directory.DirectoryEntryType;
import org.zhuqi.platform.json.Json;

/** {@code directory.outgoing}: what still has to be told on the topic. */
public final class AnnouncedAccounts {
    private final JdbcClient db;

    public AnnouncedAccounts(JdbcClient db) {
        this.db = db;
    }

    public void announce(DirectoryEntry.Account entry, Instant at) {
        db.sql("insert into directory.outgoing (key, type, body, told_at) values (?, ?, ?, ?)")
                .params(
                        entry.key(),
                        DirectoryEntryType.of(entry).ceType(),
                        Json.MAPPER.writeValueAsString(entry),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
