package org.zhuqi.intake.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.intake.application.StoredAttachment;
import org.zhuqi.platform.security.Caller;

/** {@code intake.attachment}. Every method is one statement. */
public final class AttachmentRows {
    private static final String COLUMNS =
            "id, district, uploader, enterprise, unit, name, media_type, size, sha256, created_at";
    /** Uploaded by the caller or by somebody who acts for the same. */
    private static final String OF_CALLER = """
            district = :district
            and (uploader = :account or enterprise = :enterprise::text or unit = :unit::text)
            """;

    private final JdbcClient db;

    public AttachmentRows(JdbcClient db) {
        this.db = db;
    }

    /** Until the transaction ends nobody else counts or adds uploads of this account. */
    public void lockUploadsOf(Caller caller) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("intake uploads " + caller.district() + " " + caller.account())
                .query()
                .singleRow();
    }

    public long countUnclaimed(Caller caller, Instant since) {
        return db.sql("""
                        select count(*) from intake.attachment
                        where district = ? and uploader = ? and created_at > ? and claimed_at is null
                        """)
                .params(caller.district().text(), caller.account().text(), time(since))
                .query(Long.class)
                .single();
    }

    public void add(StoredAttachment stored) {
        Attachment attachment = stored.attachment();
        EnterpriseId enterprise = stored.enterprise();
        UnitId unit = stored.unit();
        db.sql("insert into intake.attachment (%s) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)".formatted(COLUMNS))
                .param(attachment.id())
                .param(stored.district().text())
                .param(stored.uploader().text())
                .param(enterprise == null ? null : enterprise.text())
                .param(unit == null ? null : unit.text())
                .param(attachment.name())
                .param(attachment.mediaType())
                .param(attachment.size())
                .param(attachment.sha256())
                .param(time(stored.createdAt()))
                .update();
    }

    public Optional<StoredAttachment> find(String id) {
        return db.sql("select %s from intake.attachment where id = ?".formatted(COLUMNS))
                .param(id)
                .query(AttachmentRows::row)
                .optional();
    }

    /** Those of these that the caller may name in a command. */
    public List<Attachment> ofCaller(Caller caller, Collection<String> ids) {
        return sql("select %s from intake.attachment where id = any(:ids) and ".formatted(COLUMNS) + OF_CALLER, caller)
                .param("ids", new SqlArrayValue("text", ids.toArray()))
                .query(AttachmentRows::row)
                .list()
                .stream()
                .map(StoredAttachment::attachment)
                .toList();
    }

    /** @return how many of these are there and may be named by the caller; they stay from now on */
    public int claim(Caller caller, Collection<String> ids, Instant at) {
        return sql("""
                        update intake.attachment set claimed_at = coalesce(claimed_at, :at)
                        where id in (select id from intake.attachment where id = any(:ids) order by id for update)
                          and
                        """ + OF_CALLER, caller)
                .param("ids", new SqlArrayValue("text", ids.toArray()))
                .param("at", time(at))
                .update();
    }

    /** A ticket names them, however that came about: they stay. */
    public void claimUsed(Collection<String> ids, Instant at) {
        db.sql("""
                        update intake.attachment set claimed_at = ?
                        where claimed_at is null
                          and id in (select id from intake.attachment where id = any(?) order by id for update)
                        """).params(time(at), new SqlArrayValue("text", ids.toArray())).update();
    }

    /**
     * Removes what no command has named, the oldest first; the content is a stray from then on. What somebody is naming right
     * now is passed over.
     *
     * @return how many
     */
    public int removeUnclaimed(Instant before, Instant at, int most) {
        return db.sql("""
                        with gone as (
                            delete from intake.attachment where id in (
                                select id from intake.attachment where claimed_at is null and created_at < ?
                                order by created_at, id limit ? for update skip locked)
                            returning sha256),
                        strays as (
                            insert into intake.stray (sha256, since)
                            select distinct sha256, ?::timestamptz from gone order by 1
                            on conflict (sha256) do update set since = excluded.since)
                        select count(*) from gone
                        """)
                .params(time(before), most, time(at))
                .query(Integer.class)
                .single();
    }

    public boolean isAnyOf(String sha256) {
        return db.sql("select exists (select from intake.attachment where sha256 = ?)")
                .param(sha256)
                .query(Boolean.class)
                .single();
    }

    private JdbcClient.StatementSpec sql(String sql, Caller caller) {
        EnterpriseId enterprise = caller.enterprise();
        UnitId unit = caller.unit();
        return db.sql(sql)
                .param("district", caller.district().text())
                .param("account", caller.account().text())
                .param("enterprise", enterprise == null ? null : enterprise.text())
                .param("unit", unit == null ? null : unit.text());
    }

    private static StoredAttachment row(ResultSet row, int index) throws SQLException {
        String enterprise = row.getString("enterprise");
        String unit = row.getString("unit");
        return new StoredAttachment(
                new Attachment(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("media_type"),
                        row.getLong("size"),
                        row.getString("sha256")),
                new DistrictId(row.getString("district")),
                new AccountId(row.getString("uploader")),
                enterprise == null ? null : new EnterpriseId(enterprise),
                unit == null ? null : new UnitId(unit),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
