package org.zhuqi.intake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhuqi.intake.application.AttachmentStorage;

/** What every storage promises. */
abstract class StorageContract {
    @TempDir
    Path folder;

    abstract AttachmentStorage storage();

    @Test
    void givesBackWhatItWasGiven() throws Exception {
        byte[] content = new byte[300_000];
        new Random(135).nextBytes(content);
        String name = put(content);
        assertThat(read(name)).isEqualTo(content);
        assertThat(storage().holds(name, content.length)).isTrue();
        assertThat(storage().holds(name, content.length - 1)).isFalse();
    }

    @Test
    void theSameTwiceIsTheSameOnce() throws Exception {
        byte[] content = "same".getBytes(UTF_8);
        assertThat(put(content)).isEqualTo(put(content));
        assertThat(read(sha256(content))).isEqualTo(content);
    }

    @Test
    void whatIsGoneIsGone() throws Exception {
        byte[] content = "gone".getBytes(UTF_8);
        String name = put(content);
        storage().delete(name);
        storage().delete(name);
        assertThat(storage().holds(name, content.length)).isFalse();
        assertThatThrownBy(() -> storage().open(name)).isInstanceOf(NoSuchFileException.class);
        put(content);
        assertThat(read(name)).isEqualTo(content);
    }

    @Test
    void whatWasNeverThereIsNotThere() throws Exception {
        String name = sha256("never".getBytes(UTF_8));
        assertThat(storage().holds(name, 5)).isFalse();
        assertThatThrownBy(() -> storage().open(name)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aReaderMayStopInTheMiddle() throws Exception {
        String name = put(new byte[200_000]);
        try (InputStream content = storage().open(name)) {
            assertThat(content.read()).isZero();
        }
        assertThat(read(name)).hasSize(200_000);
    }

    @Test
    void manyAtOnceGetInNobodysWay() throws Exception {
        byte[] content = new byte[100_000];
        new Random(7).nextBytes(content);
        Path file = Files.write(folder.resolve("many"), content);
        String name = sha256(content);
        Callable<Boolean> putting = () -> {
            storage().put(name, file);
            return storage().holds(name, content.length);
        };
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> all = threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(index -> putting).toList());
            for (Future<Boolean> each : all) {
                assertThat(each.get()).isTrue();
            }
        }
        assertThat(read(name)).isEqualTo(content);
    }

    String put(byte[] content) throws Exception {
        String name = sha256(content);
        storage().put(name, Files.write(folder.resolve("given"), content));
        return name;
    }

    byte[] read(String name) throws IOException {
        try (InputStream content = storage().open(name)) {
            return content.readAllBytes();
        }
    }

    static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
