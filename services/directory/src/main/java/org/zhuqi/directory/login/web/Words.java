package org.zhuqi.directory.login.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.lifecycle.Role;

/** What the pages say, in one of the two languages. */
public final class Words {
    public static final Words CHINESE = new Words("zh");
    public static final Words ENGLISH = new Words("en");

    private final String language;
    private final Map<String, String> texts;

    private Words(String language) {
        this.language = language;
        this.texts = read("/org/zhuqi/directory/login/words-" + language + ".properties");
    }

    public Map<String, String> texts() {
        return texts;
    }

    public boolean isChinese() {
        return this == CHINESE;
    }

    /** For the {@code lang} of a page. */
    public String tag() {
        return isChinese() ? "zh-CN" : language;
    }

    String of(Sentence sentence) {
        return isChinese() ? sentence.zh() : sentence.en();
    }

    String of(Role role) {
        if (isChinese()) {
            return role.zh();
        }
        String name = role.name().toLowerCase(Locale.ROOT);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static Map<String, String> read(String file) {
        Properties properties = new Properties();
        try (InputStream stream = Objects.requireNonNull(Words.class.getResourceAsStream(file), file)) {
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        return texts;
    }
}
