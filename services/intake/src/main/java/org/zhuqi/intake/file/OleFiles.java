package org.zhuqi.intake.file;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhuqi.intake.domain.FileType;

/**
 * The old formats of Office: a file system in a file ([MS-CFB]). Which program it is from say the names of its streams, which
 * stand in the directory: a chain of sectors that is followed as far as it is sound.
 */
final class OleFiles {
    /** What such a file is called that is none of those taken. */
    static final String OTHER = "application/x-ole-storage";

    private static final long SIGNATURE = 0xD0CF11E0A1B11AE1L;
    private static final int HEADER = 512;
    private static final int ENTRY = 128;
    private static final int MOST_SECTORS = 4096;
    /** From here on a number means something else than a sector: free, end of the chain. */
    private static final long LAST_SECTOR = 0xFFFFFFFAL;

    private final RandomAccessFile file;
    private final ByteBuffer header;
    private final int sectorSize;

    private OleFiles(RandomAccessFile file) throws IOException {
        this.file = file;
        this.header = read(0, HEADER);
        int shift = header.getShort(30);
        this.sectorSize = shift == 9 || shift == 12 ? 1 << shift : 0;
    }

    static boolean isOne(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return file.length() >= HEADER && file.readLong() == SIGNATURE;
        }
    }

    static Optional<FileType> typeOf(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            OleFiles ole = new OleFiles(file);
            Set<String> names = ole.sectorSize == 0 ? Set.of() : ole.names();
            if (names.contains("EncryptedPackage")) {
                return Optional.empty();
            }
            if (names.contains("WordDocument")) {
                return Optional.of(FileType.DOC);
            }
            if (names.contains("Workbook") || names.contains("Book")) {
                return Optional.of(FileType.XLS);
            }
            return names.contains("PowerPoint Document") ? Optional.of(FileType.PPT) : Optional.empty();
        }
    }

    private record Entry(String name, int left, int right, int child) {}

    /** Of what lies at the top: deeper down may lie anything that somebody pasted into the document. */
    private Set<String> names() throws IOException {
        List<Entry> entries = entries();
        Set<String> names = new HashSet<>();
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> waiting = new ArrayDeque<>();
        if (!entries.isEmpty()) {
            waiting.add(entries.getFirst().child());
        }
        while (!waiting.isEmpty()) {
            int index = waiting.remove();
            if (index >= 0 && index < entries.size() && seen.add(index)) {
                Entry entry = entries.get(index);
                names.add(entry.name());
                waiting.add(entry.left());
                waiting.add(entry.right());
            }
        }
        return names;
    }

    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long sector = Integer.toUnsignedLong(header.getInt(48));
        while (sector < LAST_SECTOR && seen.size() < MOST_SECTORS && seen.add(sector)) {
            byte[] names = bytes((sector + 1) * sectorSize, sectorSize);
            ByteBuffer directory = ByteBuffer.wrap(names).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at + ENTRY <= directory.limit(); at += ENTRY) {
                int length = Math.clamp(directory.getShort(at + 64) - 2, 0, 62);
                entries.add(new Entry(
                        new String(names, at, length, UTF_16LE),
                        directory.getInt(at + 68),
                        directory.getInt(at + 72),
                        directory.getInt(at + 76)));
            }
            sector = next(sector);
        }
        return entries;
    }

    /** As the allocation table says; the header lists its first 109 sectors, enough for six megabytes and more. */
    private long next(long sector) throws IOException {
        int perSector = sectorSize / 4;
        long table = sector / perSector;
        if (table >= 109) {
            return LAST_SECTOR;
        }
        long place = Integer.toUnsignedLong(header.getInt(76 + (int) table * 4));
        if (place >= LAST_SECTOR) {
            return LAST_SECTOR;
        }
        ByteBuffer entry = read((place + 1) * sectorSize + (sector % perSector) * 4, 4);
        return entry.limit() < 4 ? LAST_SECTOR : Integer.toUnsignedLong(entry.getInt(0));
    }

    private ByteBuffer read(long position, int length) throws IOException {
        return ByteBuffer.wrap(bytes(position, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** As much of it as there is. */
    private byte[] bytes(long position, int length) throws IOException {
        byte[] bytes = new byte[Math.clamp(file.length() - position, 0, length)];
        file.seek(Math.min(position, file.length()));
        file.readFully(bytes);
        return bytes;
    }
}
