package org.zhuqi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.intake.application.AttachmentStorage;
import org.zhuqi.intake.application.Janitor;
import org.zhuqi.intake.application.NamingAttachments;
import org.zhuqi.intake.application.TakingUploads;
import org.zhuqi.intake.application.TakingUploads.Upload;
import org.zhuqi.intake.postgres.AttachmentRows;
import org.zhuqi.intake.postgres.StrayRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;

/** What nothing names goes, what something names stays, and what is in doubt stays as well. */
final class JanitorTest extends TestIntake {
    private static final Instant START = Instant.parse("2022-03-01T00:00:00Z");
    private static final Duration KEEP = Duration.ofDays(2);

    @Autowired
    private AttachmentRows attachments;

    @Autowired
    private StrayRows strays;

    @Autowired
    private AttachmentStorage storage;

    @Autowired
    private TransactionTemplate transaction;

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Caller caller = Callers.enterprise("u" + UUID.randomUUID(), new EnterpriseId("huacai"));
    private Janitor janitor;
    private NamingAttachments naming;

    @BeforeEach
    void nothingIsLeftOfOthers() {
        database.sql("update intake.attachment set claimed_at = now()").update();
        database.sql("delete from intake.stray").update();
        janitor = new Janitor(attachments, strays, storage, transaction, now::get, KEEP, Duration.ofMinutes(10));
        naming = new NamingAttachments(attachments, transaction, now::get);
    }

    @Test
    void whatNothingNamesGoesAfterTwoDays() throws IOException {
        Attachment file = take(storage, unique());
        now.set(START.plus(KEEP));
        assertThat(janitor.sweep()).isEqualTo(new Janitor.Swept(0, 0));
        assertThat(isThere(file)).isTrue();

        now.set(START.plus(KEEP).plusSeconds(1));
        assertThat(janitor.sweep()).isEqualTo(new Janitor.Swept(1, 0));
        assertThat(attachments.find(file.id())).isEmpty();
        assertThat(naming.claim(caller, List.of(file.id()))).isFalse();

        now.set(now.get().plus(Duration.ofHours(1)).plusSeconds(1));
        assertThat(janitor.sweep()).isEqualTo(new Janitor.Swept(0, 1));
        assertThat(isThere(file)).isFalse();
        assertThat(janitor.sweep()).isEqualTo(new Janitor.Swept(0, 0));
    }

    @Test
    void whatSomethingNamesStays() throws IOException {
        Attachment file = take(storage, unique());
        assertThat(naming.claim(caller, List.of(file.id()))).isTrue();
        now.set(START.plus(Duration.ofDays(1000)));
        assertThat(janitor.sweep()).isEqualTo(new Janitor.Swept(0, 0));
        assertThat(isThere(file)).isTrue();
        assertThat(attachments.find(file.id())).isPresent();
    }

    @Test
    void contentStaysAsLongAsAnyNeedsIt() throws IOException {
        byte[] content = unique();
        Attachment forgotten = take(storage, content);
        Attachment named = take(storage, content);
        naming.claim(caller, List.of(named.id()));
        now.set(START.plus(KEEP).plusSeconds(1));
        assertThat(janitor.sweep().uploads()).isEqualTo(1);
        now.set(now.get().plus(Duration.ofHours(2)));
        assertThat(janitor.sweep()).isEqualTo(new Janitor.Swept(0, 0));
        assertThat(isThere(named)).isTrue();
        assertThat(attachments.find(forgotten.id())).isEmpty();
    }

    @Test
    void manyGoInBatches() {
        for (int i = 0; i < 150; i++) {
            keep(caller, "a.txt", "text/plain", 1, "f".repeat(64));
        }
        now.set(Instant.now());
        assertThat(janitor.sweep().uploads()).isEqualTo(150);
    }

    @Test
    void whatIsBeingNamedIsPassedOver() throws Exception {
        Attachment file = take(storage, unique());
        now.set(START.plus(KEEP).plusSeconds(1));
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch swept = new CountDownLatch(1);
        try (var other = Executors.newSingleThreadExecutor()) {
            var claiming = other.submit(() -> transaction.execute(status -> {
                int count = attachments.claim(caller, List.of(file.id()), now.get());
                claimed.countDown();
                await(swept);
                return count;
            }));
            await(claimed);
            assertThat(janitor.sweep()).isEqualTo(new Janitor.Swept(0, 0));
            swept.countDown();
            assertThat(claiming.get()).isEqualTo(1);
        }
        assertThat(janitor.sweep()).isEqualTo(new Janitor.Swept(0, 0));
        assertThat(attachments.find(file.id())).isPresent();
    }

    @Test
    void whoNamesWhatIsGoingComesTooLateAndIsTold() throws Exception {
        Attachment file = take(storage, unique());
        now.set(START.plus(KEEP).plusSeconds(1));
        CountDownLatch removed = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (var others = Executors.newFixedThreadPool(2)) {
            var removing = others.submit(() -> transaction.execute(status -> {
                int count = attachments.removeUnclaimed(now.get().minus(KEEP), now.get(), 10);
                removed.countDown();
                await(asked);
                return count;
            }));
            await(removed);
            var claiming = others.submit(() -> {
                asked.countDown();
                return naming.claim(caller, List.of(file.id()));
            });
            assertThat(removing.get()).isEqualTo(1);
            assertThat(claiming.get()).isFalse();
        }
    }

    @Test
    void whoDiesBetweenFileAndRowHasPromisedNothingAndLeavesNothing() throws IOException {
        byte[] content = unique();
        AttachmentStorage dying = new Dying();
        assertThatThrownBy(() -> take(dying, content)).hasMessage("died behind the file");
        Attachment lost = new Attachment(
                "",
                "",
                "",
                content.length,
                strays.olderThan(START.plusSeconds(1), 10).getFirst());
        assertThat(isThere(lost)).isTrue();
        assertThat(attachments.isAnyOf(lost.sha256())).isFalse();

        Attachment again = take(storage, content);
        assertThat(again.sha256()).isEqualTo(lost.sha256());
        assertThat(strays.olderThan(START.plusSeconds(1), 10)).isEmpty();

        byte[] neverAgain = unique();
        assertThatThrownBy(() -> take(dying, neverAgain)).hasMessage("died behind the file");
        now.set(START.plus(Duration.ofHours(1)).plusSeconds(1));
        assertThat(janitor.sweep()).isEqualTo(new Janitor.Swept(0, 1));
        assertThat(isThere(again)).isTrue();
    }

    @Test
    void anUploadOfWhatIsBeingRemovedIsWholeAllTheSame() throws IOException {
        byte[] content = unique();
        Attachment old = take(storage, content);
        now.set(START.plus(KEEP).plusSeconds(1));
        janitor.sweep();
        // The janitor comes between the file and the row of another upload of the same.
        AttachmentStorage interrupted = new Passing() {
            private boolean first = true;

            @Override
            public void put(String sha256, Path file) throws IOException {
                super.put(sha256, file);
                if (first) {
                    first = false;
                    storage.delete(sha256);
                }
            }
        };
        Attachment other = take(interrupted, content);
        assertThat(other.sha256()).isEqualTo(old.sha256());
        assertThat(isThere(other)).isTrue();
        now.set(now.get().plus(Duration.ofHours(2)));
        janitor.sweep();
        assertThat(isThere(other)).isTrue();
    }

    @Test
    void aFullStorageIsSaidAndLeavesNoRow() throws IOException {
        byte[] content = unique();
        AttachmentStorage full = new Passing() {
            @Override
            public void put(String sha256, Path file) throws IOException {
                throw new StorageFullException(new IOException("No space left on device"));
            }
        };
        Upload upload = upload(full, content);
        assertThat(upload).isInstanceOf(Upload.Refused.class);
        assertThat(((Upload.Refused) upload).problem().status().value()).isEqualTo(507);
        assertThat(((Upload.Refused) upload).problem().kind()).isEqualTo("storage-full");
        assertThat(attachments.countUnclaimed(caller, START.minusSeconds(1))).isZero();
    }

    @Test
    void runsByItselfAndStops() {
        Janitor running = new Janitor(attachments, strays, storage, transaction, now::get, KEEP, Duration.ofMillis(10));
        keep(caller, "a.txt", "text/plain", 1, "e".repeat(64));
        now.set(Instant.now());
        running.start();
        try {
            org.awaitility.Awaitility.await().until(() -> attachments.countUnclaimed(caller, Instant.EPOCH) == 0);
        } finally {
            running.stop();
        }
        assertThat(running.isRunning()).isFalse();
    }

    private Attachment take(AttachmentStorage into, byte[] content) throws IOException {
        return ((Upload.Taken) upload(into, content)).attachment();
    }

    private Upload upload(AttachmentStorage into, byte[] content) throws IOException {
        return new TakingUploads(attachments, strays, into, transaction, now::get, 40)
                .take(caller, "a.txt", Files.write(folder.resolve("given"), content), folder.resolve("spare"));
    }

    private boolean isThere(Attachment file) throws IOException {
        return storage.holds(file.sha256(), file.size());
    }

    private static byte[] unique() {
        return ("unique " + UUID.randomUUID()).getBytes(UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Does what the storage does. */
    private class Passing implements AttachmentStorage {
        @Override
        public void put(String sha256, Path file) throws IOException {
            storage.put(sha256, file);
        }

        @Override
        public boolean holds(String sha256, long size) throws IOException {
            return storage.holds(sha256, size);
        }

        @Override
        public InputStream open(String sha256) throws IOException {
            return storage.open(sha256);
        }

        @Override
        public void delete(String sha256) throws IOException {
            storage.delete(sha256);
        }

        @Override
        public void close() {}
    }

    private final class Dying extends Passing {
        @Override
        public void put(String sha256, Path file) throws IOException {
            super.put(sha256, file);
            throw new IllegalStateException("died behind the file");
        }
    }
}
