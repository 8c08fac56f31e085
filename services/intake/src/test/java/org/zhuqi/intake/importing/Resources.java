package org.zhuqi.intake.importing;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The small log that was written for the tests, and its mapping. */
final class Resources {
    private Resources() {}

    static Path log() {
        return path("requests.csv");
    }

    static Path mappingFile() {
        return path("requests.yaml");
    }

    static Mapping mapping() {
        try {
            return MappingReader.read(mappingFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }

    static Mapping mapping(String yaml) {
        try {
            return MappingReader.read(new StringReader(yaml), "m.yaml");
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }

    private static Path path(String name) {
        try {
            URL url = Objects.requireNonNull(Resources.class.getResource("/importing/" + name), name);
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
