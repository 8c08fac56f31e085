package org.zhuqi.timeliness.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.zhuqi.timeliness.domain.Policy;

/** The shipped policies, and what becomes of them when somebody changes a line. */
public final class Policies {
    public static final String STAGED_TEXT = shipped("135-staged.yaml");
    public static final String TIERED_TEXT = shipped("135-tiered.yaml");
    public static final Policy STAGED = of(STAGED_TEXT);
    public static final Policy TIERED = of(TIERED_TEXT);

    private Policies() {}

    public static Policy of(String text) {
        return switch (PolicyReader.read(text, "policy.yaml")) {
            case PolicyReader.Reading.Good good -> good.policy();
            case PolicyReader.Reading.Bad bad -> throw new AssertionError(String.join("\n", bad.faults()));
        };
    }

    /** The default policy with a text of it replaced, everywhere. */
    public static Policy stagedWith(String text, String other) {
        return of(replaced(STAGED_TEXT, text, other));
    }

    /** A policy of these stages, exactly as written, and nothing else. */
    public static Policy ofStages(String stages) {
        return of("""
                policy: test
                version: 1
                effective-from: 2000-01-01
                name: 试行
                stages:
                %s""".formatted(stages.indent(2)));
    }

    public static String replaced(String text, String part, String other) {
        if (!text.contains(part)) {
            throw new AssertionError("'%s' does not stand in the text".formatted(part));
        }
        return text.replace(part, other);
    }

    static String shipped(String name) {
        try (InputStream text = PolicyReader.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
