package org.zhuqi.intake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.zhuqi.intake.application.AttachmentStorage;
import org.zhuqi.intake.application.AttachmentStorage.StorageFullException;

final class DiskStorageTest extends StorageContract {
    @Override
    AttachmentStorage storage() {
        return new DiskStorage(folder.resolve("storage"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLeavesNothingHalf() throws Exception {
        // The kernel's own full disk, met in the middle of a file.
        AttachmentStorage full = new DiskStorage(folder.resolve("storage"), (from, to) -> {
            to.write(ByteBuffer.wrap("half".getBytes(UTF_8)));
            try (FileChannel disk = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
                disk.write(ByteBuffer.wrap(Files.readAllBytes(from)));
            }
        });
        byte[] content = "there is no room for this".getBytes(UTF_8);
        Path given = Files.write(folder.resolve("given"), content);
        assertThatThrownBy(() -> full.put(sha256(content), given)).isInstanceOf(StorageFullException.class);
        assertThat(files()).isEmpty();
        assertThat(storage().holds(sha256(content), content.length)).isFalse();
        assertThat(read(put(content))).isEqualTo(content);
    }

    @Test
    void anyOtherFailureIsNoLackOfRoom() throws Exception {
        AttachmentStorage broken = new DiskStorage(folder.resolve("storage"), (from, to) -> {
            throw new IOException("Input/output error");
        });
        Path given = Files.write(folder.resolve("given"), new byte[1]);
        assertThatThrownBy(() -> broken.put(sha256(new byte[1]), given))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("Input/output error");
        assertThat(files()).isEmpty();
    }

    @Test
    void whatWasShortenedIsMendedByThoseWhoHaveIt() throws Exception {
        byte[] content = "whole".getBytes(UTF_8);
        put(content);
        Files.writeString(files().getFirst(), "wh");
        assertThat(storage().holds(sha256(content), content.length)).isFalse();
        assertThat(read(put(content))).isEqualTo(content);
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatADeadProcessLeftOnItsWayInIsRemovedTheNextDay() throws IOException {
        Instant start = Instant.parse("2023-11-02T00:00:00Z");
        Path old = Files.setLastModifiedTime(
                Files.createFile(folder.resolve("draft1.part")), FileTime.from(start.minusSeconds(1)));
        Path web = Files.setLastModifiedTime(
                Files.createFile(folder.resolve("upload_1.tmp")), FileTime.from(start.minusSeconds(1)));
        Path alive = Files.setLastModifiedTime(Files.createFile(folder.resolve("upload2.part")), FileTime.from(start));
        Path foreign = Files.setLastModifiedTime(
                Files.createFile(folder.resolve("letter.txt")), FileTime.from(start.minusSeconds(1)));
        assertThat(Leftovers.remove(folder, start)).isEqualTo(2);
        assertThat(old).doesNotExist();
        assertThat(web).doesNotExist();
        assertThat(alive).exists();
        assertThat(foreign).exists();
        assertThat(Leftovers.remove(folder.resolve("nowhere"), start)).isZero();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("storage"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
