package org.zhuqi.allinone.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium, one for all tests of this JVM. The platform's test kit, which has one too, brings a log of its own. */
final class Chromium {
    static final int PHONE = 390;
    static final int DESK = 1280;

    /** A machine that builds for many is slower than a person's. */
    private static final int PATIENCE_MS = 20_000;

    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

    private Chromium() {}

    /** Without it a test is left out, but on a machine that builds for all ({@code CI}) it fails. */
    static Browser browser() {
        Assumptions.assumeTrue(
                Files.isExecutable(EXECUTABLE) || System.getenv("CI") != null,
                "there is no " + EXECUTABLE + "; Debian's package chromium has it");
        return Running.BROWSER;
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
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
            Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close, "chromium-stop"));
        }
    }
}
