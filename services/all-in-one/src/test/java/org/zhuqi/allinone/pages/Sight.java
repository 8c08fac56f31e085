package org.zhuqi.allinone.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;

/** What a page looks like: kept as a picture under {@code target/screenshots}, and looked over. */
final class Sight {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int HEIGHT = 844;

    /** How many pictures in a row must show nothing that is still loading. */
    private static final int STILL = 12;

    private Sight() {}

    /** Nothing that axe objects to, nothing that has to be scrolled sideways. */
    static void look(Page page, String name, ColorScheme scheme, int width) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        page.setViewportSize(width, HEIGHT);
        isAtRest(page);
        String what = "%s-%d".formatted(name, width);
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(what + ".png")));
        assertThat(page.evaluate("""
                () => [document.documentElement, ...document.querySelectorAll('main')]
                  .filter(it => it.scrollWidth > it.clientWidth)
                  .map(it => it.tagName + ' ' + it.scrollWidth + ' of ' + it.clientWidth)
                """)).as(what + ": to be scrolled sideways").isEqualTo(List.of());
        assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
                .as(what)
                .isEmpty();
    }

    /** Until nothing is being loaded any more. The stream of events never ends, so the network is never idle. */
    static void isAtRest(Page page) {
        page.waitForFunction("""
                still => {
                  const busy = document.querySelector('.loading, [aria-busy=true]') || !document.querySelector('h1')
                  window.still = busy ? 0 : (window.still ?? 0) + 1
                  if (window.still < still) return false
                  window.still = 0
                  return true
                }
                """, STILL);
    }
}
