package org.zhuqi.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium for tests of pages, one for all of a JVM. What pages looked like is kept under {@code target/screenshots}. */
public final class Chromium {
    public static final int PHONE = 390;
    public static final int DESK = 1280;

    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private Chromium() {}

    /** Without it a test is left out, but on a machine that builds for all ({@code CI}) it fails. */
    public static Browser browser() {
        Assumptions.assumeTrue(
                Files.isExecutable(EXECUTABLE) || System.getenv("CI") != null,
                "there is no " + EXECUTABLE + "; Debian's package chromium has it");
        return Running.BROWSER;
    }

    /**
     * In light and dark, as wide as each: nothing that axe objects to, nothing that has to be scrolled sideways.
     *
     * @param name of the pictures
     */
    public static void look(Page page, String name, int... widths) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : widths) {
                look(page, name, scheme, width);
            }
        }
    }

    /** The same, once. */
    public static void look(Page page, String name, ColorScheme scheme, int width) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        page.setViewportSize(width, 844);
        assertThat(page.evaluate("document.compatMode")).isEqualTo("CSS1Compat");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name + " is wider than " + width)
                .isEqualTo(true);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(
                        "%s-%d-%s.png".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT)))));
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as("%s, %d wide, in %s".formatted(name, width, scheme))
                .isEmpty();
    }

    private static final class Running {
        static final Playwright PLAYWRIGHT = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        static final Browser BROWSER = PLAYWRIGHT
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close, "chromium-stop"));
        }
    }
}
