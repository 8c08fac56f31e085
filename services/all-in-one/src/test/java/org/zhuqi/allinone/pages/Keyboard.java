package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Somebody without a mouse, who must see at each stop where they are. */
final class Keyboard {
    private static final int MOST_STOPS = 150;

    /** What has the focus is called, and whether one sees that it has it: by itself or by the frame around it. */
    private static final String FOCUS = """
            () => {
              const it = document.activeElement
              if (!it || it === document.body) return null
              const rings = (one) => {
                const style = getComputedStyle(one)
                return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
              }
              const named = it.getAttribute('aria-labelledby')
              const name = it.getAttribute('aria-label')
                ?? (named && document.getElementById(named)?.textContent)
                ?? ([...(it.labels ?? [])].map((label) => label.textContent).join(' ') || it.textContent)
              const box = it.getBoundingClientRect()
              return {
                name: (name ?? '').replace(/\\s+/g, ' ').trim(),
                seen: [it, it.parentElement, it.parentElement?.parentElement, it.closest('label')].some((one) => one && rings(one)),
                within: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
                what: it.outerHTML.slice(0, 160),
              }
            }
            """;

    private final Page page;
    private final Set<String> unseen = new TreeSet<>();

    Keyboard(Page page) {
        this.page = page;
    }

    Keyboard press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    /** Over what stood in the field. */
    Keyboard type(String text) {
        page.keyboard().press("Control+a");
        page.keyboard().insertText(text);
        return this;
    }

    /** By Tab alone. The end of a page is followed by the browser's own, and then its beginning. */
    Keyboard to(String name) {
        Pattern wanted = Pattern.compile(name);
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < MOST_STOPS; i++) {
            page.keyboard().press("Tab");
            if (page.evaluate(FOCUS) instanceof Map<?, ?> focus) {
                look(focus);
                String at = String.valueOf(focus.get("name"));
                if (wanted.matcher(at).find()) {
                    return this;
                }
                stops.add(at);
            }
        }
        return fail("no way by Tab to '%s'; past %s", name, stops);
    }

    /** Where one is without having moved: after a key that goes somewhere, or a dialog that has opened. */
    Keyboard is(String name) {
        page.waitForCondition(() -> page.evaluate(FOCUS) instanceof Map<?, ?> focus
                && Pattern.compile(name)
                        .matcher(String.valueOf(focus.get("name")))
                        .find());
        if (page.evaluate(FOCUS) instanceof Map<?, ?> focus) {
            look(focus);
        }
        return this;
    }

    private void look(Map<?, ?> focus) {
        if (!Boolean.TRUE.equals(focus.get("seen")) || !Boolean.TRUE.equals(focus.get("within"))) {
            unseen.add(String.valueOf(focus.get("what")));
        }
    }

    /** At each stop until now one saw where one was. */
    void assertWasNeverLost() {
        assertThat(unseen)
                .as("have the focus, and do not show it or are out of sight")
                .isEmpty();
    }

    Keyboard noDialog() {
        assertThat(page.locator("dialog[open]")).hasCount(0);
        return this;
    }

    Keyboard dialog(String title) {
        assertThat(page.locator("dialog[open]")).containsText(title);
        return this;
    }
}
