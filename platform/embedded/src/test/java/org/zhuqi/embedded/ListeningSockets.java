package org.zhuqi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where a process listens, as the kernel tells it. */
final class ListeningSockets {
    private static final String LISTEN = "0A";

    private ListeningSockets() {}

    /** Addresses and ports in the kernel's hexadecimal notation, such as {@code 0100007F:1538}. */
    static Set<String> of(long pid) throws IOException {
        var inodes = new TreeSet<String>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                addSocket(descriptor, inodes);
            }
        }
        var addresses = new TreeSet<String>();
        for (String table : Set.of("tcp", "tcp6")) {
            Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table)).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns[3].equals(LISTEN) && inodes.contains(columns[9]))
                    .forEach(columns -> addresses.add(columns[1]));
        }
        return addresses;
    }

    private static void addSocket(Path descriptor, Set<String> inodes) throws IOException {
        if (Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)) {
            String target = Files.readSymbolicLink(descriptor).toString();
            if (target.startsWith("socket:[")) {
                inodes.add(target.substring("socket:[".length(), target.length() - 1));
            }
        }
    }
}
