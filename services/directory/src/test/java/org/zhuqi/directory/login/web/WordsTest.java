package org.zhuqi.directory.login.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final List<String> PAGES = List.of(
            "layout",
            "parts",
            "login",
            "code",
            "password",
            "enrol",
            "recovery",
            "second-factor",
            "account",
            "signed-out");
    private static final Pattern WORD = Pattern.compile("'([a-z]+(?:\\.[a-z0-9]+)+)'|w\\['([a-z.0-9]+)'\\]");

    @Test
    void everyPageFindsItsWordsInBothLanguagesAndNoneLieIdle() throws Exception {
        Set<String> asked = new TreeSet<>();
        for (String page : PAGES) {
            try (var file = Words.class.getResourceAsStream("/org/zhuqi/directory/login/" + page + ".html")) {
                String text = new String(Objects.requireNonNull(file, page).readAllBytes(), StandardCharsets.UTF_8);
                WORD.matcher(text)
                        .results()
                        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                        .forEach(asked::add);
            }
        }
        assertThat(Words.CHINESE.texts().keySet())
                .isEqualTo(Words.ENGLISH.texts().keySet());
        assertThat(Words.CHINESE.texts().keySet()).containsAll(asked);
        Set<String> idle = new TreeSet<>(Words.CHINESE.texts().keySet());
        idle.removeAll(asked);
        assertThat(idle).isEmpty();
        assertThat(Words.ENGLISH.texts().values())
                .allSatisfy(text -> assertThat(text).isNotBlank());
    }

    @Test
    void namesDevices() {
        assertThat(Device.of("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0"))
                .isEqualTo("Edge · Windows");
        assertThat(Device.of("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"))
                .isEqualTo("Safari · iPhone");
        assertThat(Device.of("Mozilla/5.0 (Linux; Android 16) Chrome/150.0 MicroMessenger/8.0"))
                .isEqualTo("WeChat · Android");
        assertThat(Device.of("curl/8.0")).isEqualTo("?");
        assertThat(Device.of(null)).isEqualTo("?");
    }

    @Test
    void drawsAQrCode() {
        QrPicture picture = QrPicture.of("otpauth://totp/x");
        assertThat(picture.size()).isGreaterThanOrEqualTo(21 + 8);
        assertThat(picture.viewBox()).isEqualTo("0 0 %d %d".formatted(picture.size(), picture.size()));
        assertThat(picture.path()).startsWith("M4,4h1v1h-1z");
    }
}
