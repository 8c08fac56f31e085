package org.zhuqi.intake.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.intake.application.AttachmentStorage.StorageFullException;
import org.zhuqi.intake.domain.FileName;
import org.zhuqi.intake.domain.FileType;
import org.zhuqi.intake.file.DamagedImageException;
import org.zhuqi.intake.file.FileTypes;
import org.zhuqi.intake.file.Pictures;
import org.zhuqi.intake.file.Recognition;
import org.zhuqi.intake.postgres.AttachmentRows;
import org.zhuqi.intake.postgres.StrayRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;

/**
 * Takes a file in: looks what it is, strips pictures of where they were taken, keeps the content, and then writes the row. Who
 * dies in between leaves content that nobody was promised; it is noted as a stray before it is there, so that the janitor
 * finds it.
 */
public final class TakingUploads {
    private static final Logger LOG = LoggerFactory.getLogger(TakingUploads.class);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int ID_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final FileTypes types = new FileTypes();
    private final AttachmentRows attachments;
    private final StrayRows strays;
    private final AttachmentStorage storage;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final int unclaimedPerDay;

    /** @param unclaimedPerDay the most files of one account in 24 hours that no command has named */
    public TakingUploads(
            AttachmentRows attachments,
            StrayRows strays,
            AttachmentStorage storage,
            TransactionTemplate transaction,
            InstantSource now,
            int unclaimedPerDay) {
        this.attachments = attachments;
        this.strays = strays;
        this.storage = storage;
        this.transaction = transaction;
        this.now = now;
        this.unclaimedPerDay = unclaimedPerDay;
    }

    /** What became of a file. */
    public sealed interface Upload {
        record Taken(Attachment attachment) implements Upload {}

        record Refused(Problem problem) implements Upload {}
    }

    /**
     * @param name as the caller's machine calls the file
     * @param file as it came; it stays where it is
     * @param spare a place for a copy, which is gone afterwards
     */
    public Upload take(Caller caller, @Nullable String name, Path file, Path spare) {
        if (hasTooMany(caller)) {
            return new Upload.Refused(UploadRefusals.tooMany(unclaimedPerDay));
        }
        try {
            return switch (types.of(file)) {
                case Recognition.Foreign foreign -> new Upload.Refused(UploadRefusals.foreign(foreign));
                case Recognition.Known known -> keep(caller, name, known.type(), bare(known.type(), file, spare));
            };
        } catch (DamagedImageException e) {
            LOG.debug("a damaged picture: {}", e.getMessage());
            return new Upload.Refused(UploadRefusals.damaged());
        } catch (UncheckedIOException e) {
            return new Upload.Refused(notStored(e.getCause()));
        } catch (IOException e) {
            return new Upload.Refused(notStored(e));
        } finally {
            delete(spare);
        }
    }

    private static Problem notStored(@Nullable IOException failure) {
        LOG.error("An attachment could not be stored", failure);
        return failure instanceof StorageFullException ? UploadRefusals.noRoom() : UploadRefusals.noStorage();
    }

    private boolean hasTooMany(Caller caller) {
        return attachments.countUnclaimed(caller, instant().minus(A_DAY)) >= unclaimedPerDay;
    }

    private static Path bare(FileType type, Path file, Path spare) throws IOException {
        if (!Pictures.isOne(type)) {
            return file;
        }
        Pictures.copyBare(type, file, spare);
        return spare;
    }

    private Upload keep(Caller caller, @Nullable String name, FileType type, Path content) throws IOException {
        Attachment attachment = new Attachment(
                newId(), FileName.of(name, type), type.mediaType(), Files.size(content), sha256(content));
        strays.note(attachment.sha256(), instant());
        storage.put(attachment.sha256(), content);
        boolean added = Boolean.TRUE.equals(transaction.execute(status -> {
            attachments.lockUploadsOf(caller);
            if (hasTooMany(caller)) {
                return false;
            }
            strays.lock(attachment.sha256());
            // The janitor may have come in between, for an older upload of the same content.
            putInTransaction(attachment.sha256(), content);
            attachments.add(StoredAttachment.by(caller, attachment, instant()));
            strays.forget(attachment.sha256());
            return true;
        }));
        return added ? new Upload.Taken(attachment) : new Upload.Refused(UploadRefusals.tooMany(unclaimedPerDay));
    }

    private void putInTransaction(String sha256, Path content) {
        try {
            storage.put(sha256, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(content, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void delete(Path spare) {
        try {
            Files.deleteIfExists(spare);
        } catch (IOException e) {
            LOG.warn("{} is left over", spare, e);
        }
    }

    private Instant instant() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
