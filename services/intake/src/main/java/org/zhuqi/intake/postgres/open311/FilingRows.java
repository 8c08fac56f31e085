package org.zhuqi.intake.postgres.open311;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.application.open311.Filing;
import org.zhuqi.intake.domain.open311.Submission.Place;

/** {@code intake.open311_filing}. */
public final class FilingRows {
    private static final String SELECT = """
            select ticket_id, command_id, key_id, district, latitude, longitude, address, address_id, media_url, filed_at,
                refused_en, refused_zh
            from intake.open311_filing
            """;

    private final JdbcClient db;

    public FilingRows(JdbcClient db) {
        this.db = db;
    }

    /** What is sent again with the same key of the request gets a new token; the first one holds no more. */
    public void add(Filing filing, byte[] tokenHash) {
        Place place = filing.place();
        db.sql("""
                insert into intake.open311_filing (ticket_id, command_id, token_hash, key_id, district, latitude, longitude,
                    address, address_id, media_url, filed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (ticket_id) do update set token_hash = excluded.token_hash
                """)
                .param(filing.ticket().value())
                .param(filing.command().value())
                .param(tokenHash)
                .param(filing.key())
                .param(filing.district().text())
                .param(place.latitude())
                .param(place.longitude())
                .param(place.address())
                .param(place.addressId())
                .param(filing.mediaUrl())
                .param(filing.filedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<Filing> byToken(byte[] tokenHash) {
        return db.sql(SELECT + "where token_hash = ?")
                .param(tokenHash)
                .query(FilingRows::row)
                .optional();
    }

    public Map<TicketId, Filing> of(Collection<TicketId> tickets) {
        return db
                .sql(SELECT + "where ticket_id = any(?)")
                .param(new SqlArrayValue(
                        "uuid", tickets.stream().map(TicketId::value).toArray()))
                .query(FilingRows::row)
                .list()
                .stream()
                .collect(Collectors.toMap(Filing::ticket, Function.identity()));
    }

    /** Which of these commands came by Open311. */
    public List<CommandId> known(Collection<CommandId> commands) {
        return db.sql("select command_id from intake.open311_filing where command_id = any(?)")
                .param(new SqlArrayValue(
                        "uuid", commands.stream().map(CommandId::value).toArray()))
                .query((row, index) -> new CommandId(row.getObject("command_id", UUID.class)))
                .list();
    }

    public void refused(CommandId command, Sentence why) {
        db.sql("update intake.open311_filing set refused_en = ?, refused_zh = ? where command_id = ?")
                .params(why.en(), why.zh(), command.value())
                .update();
    }

    private static Filing row(ResultSet row, int index) throws SQLException {
        String refused = row.getString("refused_en");
        return new Filing(
                new TicketId(row.getObject("ticket_id", UUID.class)),
                new CommandId(row.getObject("command_id", UUID.class)),
                row.getObject("key_id", UUID.class),
                new DistrictId(row.getString("district")),
                new Place(
                        row.getBigDecimal("latitude"),
                        row.getBigDecimal("longitude"),
                        row.getString("address"),
                        row.getString("address_id")),
                row.getString("media_url"),
                row.getObject("filed_at", OffsetDateTime.class).toInstant(),
                refused == null ? null : new Sentence(refused, row.getString("refused_zh")));
    }
}
