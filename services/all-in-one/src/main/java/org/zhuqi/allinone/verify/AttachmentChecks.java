package org.zhuqi.allinone.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.intake.AttachmentSettings;
import org.zhuqi.intake.application.AttachmentStorage;
import org.zhuqi.intake.storage.Storages;

/** The files that people were promised to be kept, and who may see them. */
final class AttachmentChecks {
    private final JdbcClient db;
    private final AttachmentSettings settings;

    AttachmentChecks(DataSource database, AttachmentSettings settings) {
        this.db = JdbcClient.create(database);
        this.settings = settings;
    }

    private record Content(String sha256, long size, long smallest, long attachments) {}

    Check everyFileIsThere() {
        Check check = new Check("every attachment lies in the storage as it was taken");
        List<Content> contents = db.sql("""
                        select sha256, max(size), min(size), count(*) from intake.attachment group by sha256
                        """)
                .query((row, index) -> new Content(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list();
        try (AttachmentStorage storage = Storages.of(settings)) {
            for (Content content : contents) {
                check.lookedAt(content.attachments());
                look(storage, content, check);
            }
        }
        return check;
    }

    private static void look(AttachmentStorage storage, Content content, Check check) {
        long size;
        MessageDigest digest = sha256();
        try (InputStream stored = storage.open(content.sha256())) {
            size = new DigestInputStream(stored, digest).transferTo(OutputStream.nullOutputStream());
        } catch (NoSuchFileException e) {
            check.fault("%s is not there; %d attachments need it".formatted(content.sha256(), content.attachments()));
            return;
        } catch (IOException e) {
            check.fault("%s cannot be read: %s".formatted(content.sha256(), e.getMessage()));
            return;
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(content.sha256())) {
            check.fault("%s is %s in truth; %d attachments need it"
                    .formatted(content.sha256(), found, content.attachments()));
        } else if (size != content.size() || size != content.smallest()) {
            check.fault("%s has %d bytes, its attachments say %d to %d"
                    .formatted(content.sha256(), size, content.smallest(), content.size()));
        }
    }

    Check everyTicketIsKnown() {
        Check check = new Check("attachments go by every ticket as it is");
        check.lookedAt(
                db.sql("select count(*) from ticket.ticket").query(Long.class).single());
        db.sql("""
                select coalesce(t.id, a.ticket_id), t.version, t.state, a.version, a.state
                from ticket.ticket t full join intake.ticket_access a on a.ticket_id = t.id
                where t.version is distinct from a.version or t.state is distinct from a.state
                   or t.district is distinct from a.district
                """).query(rs -> {
            check.fault("ticket %s: engine version %s %s, known version %s %s"
                    .formatted(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5)));
        });
        return check;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
