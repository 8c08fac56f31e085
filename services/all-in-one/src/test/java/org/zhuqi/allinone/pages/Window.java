package org.zhuqi.allinone.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;

/** The window of one person's browser. What the browser complains of, such as a script's error, fails the test. */
final class Window implements AutoCloseable {
    private static final Helpdesk HELPDESK = WholeSystem.helpdesk();

    private final BrowserContext context;
    private final Page page;
    private final String account;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Window(String account, String language, int width) {
        this.account = account;
        context = Chromium.browser()
                .newContext(new NewContextOptions()
                        .setLocale(language)
                        .setViewportSize(width, 844)
                        .setHasTouch(width < 600));
        page = context.newPage();
        listenTo(page);
    }

    static Window ofPhone(String account, String language) {
        return new Window(account, language, Chromium.PHONE);
    }

    static Window ofDesk(String account, String language) {
        return new Window(account, language, Chromium.DESK);
    }

    private void listenTo(Page one) {
        one.onPageError(complaints::add);
        one.onConsoleMessage(message -> {
            // Answers that refuse are shown by the page; the console tells of them as well.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Signed in as the account of this window. */
    Window open(String path) {
        return open(page, path);
    }

    private Window open(Page one, String path) {
        one.navigate("%s/app%s#token=%s".formatted(HELPDESK.address(), path, HELPDESK.token(account)));
        assertThat(one.locator("main")).isVisible();
        return this;
    }

    /** As somebody who types an address of the installation: nobody is signed in by it. */
    Window go(String path) {
        page.navigate(HELPDESK.address() + path);
        return this;
    }

    /** The same in another tab. */
    Page another(String path) {
        Page tab = context.newPage();
        listenTo(tab);
        tab.navigate(HELPDESK.address() + path);
        return tab;
    }

    /** Another tab of the same browser. */
    Page tab(String path) {
        Page tab = context.newPage();
        listenTo(tab);
        open(tab, path);
        return tab;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator named(AriaRole role, String pattern) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(Pattern.compile(pattern)));
    }

    void press(String name) {
        button(name).first().click();
    }

    Locator field(String label) {
        return page.getByLabel(Pattern.compile(label)).first();
    }

    void shows(String text) {
        assertThat(page.getByText(text).first()).isVisible();
    }

    /** Opens a command's form by its button, fills it in, sends it by the button of the same name, and waits until it is done. */
    void command(String name, Consumer<Locator> fill) {
        press(name);
        Locator dialog = page.locator("dialog[open]");
        fill.accept(dialog);
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .click();
        assertThat(dialog).hasCount(0);
    }

    /** Of a desk: chooses a ticket in the list and waits until it stands beside it. */
    void choose(String title) {
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(title))
                .first()
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(title)))
                .isVisible();
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints)
                .as("what the browser of " + account + " complained of")
                .isEmpty();
    }
}
