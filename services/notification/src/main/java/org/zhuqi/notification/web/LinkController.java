package org.zhuqi.notification.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.notification.application.SecretLinks;
import org.zhuqi.notification.application.SecretLinks.Found;
import org.zhuqi.notification.application.SecretLinks.Use;
import org.zhuqi.notification.postgres.LinkRows.Link;
import org.zhuqi.platform.web.Language;
import org.zhuqi.platform.web.UnfitTexts;

/**
 * The page behind a link in a mail: one ticket, one answer, no login. Looking at it does nothing. It leads nowhere else, and
 * loads nothing.
 */
@Hidden
@RestController
public class LinkController {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final int LONGEST_WORD = 2_000;
    private static final int LONGEST_INFORMATION = 5_000;
    private static final String STYLE = """
            body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #1f2329; background: #fff }
            h1 { font-size: 1.25rem }
            form { border: 1px solid #c9cdd4; border-radius: .5rem; padding: 1rem; margin: 1rem 0 }
            label { display: block; font-weight: 600 }
            textarea { box-sizing: border-box; width: 100%; min-height: 6rem; font: inherit; margin: .5rem 0 }
            button { font: inherit; padding: .6rem 1.2rem; min-height: 44px; border: 0; border-radius: .25rem; background: #0b57d0; color: #fff }
            """;

    private final SecretLinks links;

    public LinkController(SecretLinks links) {
        this.links = links;
    }

    @GetMapping("/links/style.css")
    ResponseEntity<String> style() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "css", StandardCharsets.UTF_8))
                .body(STYLE);
    }

    @GetMapping("/links/{secret}")
    ResponseEntity<String> look(@PathVariable String secret, HttpServletRequest request) {
        boolean chinese = isChinese(request);
        return switch (links.find(secret)) {
            case Found.Usable usable -> page(HttpStatus.OK, chinese, usable.link(), forms(usable.link(), chinese));
            case Found found -> unusable(found, chinese);
        };
    }

    @PostMapping(path = "/links/{secret}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> use(
            @PathVariable String secret,
            @RequestParam(required = false) @Nullable String command,
            @RequestParam(required = false) @Nullable String text,
            HttpServletRequest request) {
        boolean chinese = isChinese(request);
        if (!(links.find(secret) instanceof Found.Usable usable)) {
            return unusable(links.find(secret), chinese);
        }
        Link link = usable.link();
        Optional<CommandType> type = link.commands().stream()
                .filter(offered -> offered.equals(command))
                .findFirst()
                .flatMap(CommandType::byWireName);
        if (type.isEmpty()) {
            return refused(link, chinese, new Sentence("This link does not offer that.", "该链接不支持此操作。"));
        }
        String said = text == null ? "" : text.strip();
        Optional<Sentence> fault = fault(type.get(), said);
        if (fault.isPresent()) {
            return refused(link, chinese, fault.get());
        }
        return switch (links.use(secret, command(type.get(), said))) {
            case Use.Decided decided -> decided(decided, chinese);
            case Use.Pending pending ->
                page(
                        HttpStatus.ACCEPTED,
                        chinese,
                        pending.link(),
                        paragraph(
                                chinese
                                        ? "已收到，正在处理。登录后可查看结果。"
                                        : "Received; it is being worked on. Log in to see what comes of it."));
            case Use.NotUsable not -> unusable(not.found(), chinese);
        };
    }

    private static Optional<Sentence> fault(CommandType type, String said) {
        if (UnfitTexts.isUnfit(said)) {
            return Optional.of(new Sentence("The text holds half a character.", "内容含有不完整的字符。"));
        }
        int longest = type == CommandType.PROVIDE_INFORMATION ? LONGEST_INFORMATION : LONGEST_WORD;
        if (said.length() > longest) {
            return Optional.of(new Sentence(
                    "The text is longer than %d characters.".formatted(longest), "内容不得超过 %d 字。".formatted(longest)));
        }
        return type != CommandType.CONFIRM && said.isEmpty()
                ? Optional.of(new Sentence("Please write something.", "请填写内容。"))
                : Optional.empty();
    }

    private static TicketCommand command(CommandType type, String said) {
        return switch (type) {
            case CONFIRM -> new TicketCommand.Confirm(said.isEmpty() ? null : said);
            case DISPUTE -> new TicketCommand.Dispute(said);
            case PROVIDE_INFORMATION -> new TicketCommand.ProvideInformation(said, List.of());
            default -> throw new IllegalArgumentException("no link offers " + type);
        };
    }

    private static ResponseEntity<String> decided(Use.Decided decided, boolean chinese) {
        CommandOutcome outcome = decided.outcome();
        if (outcome.verdict() == CommandOutcome.Verdict.ACCEPTED) {
            return page(HttpStatus.OK, chinese, decided.link(), paragraph(chinese ? "已完成，谢谢！" : "Done. Thank you!"));
        }
        Sentence why = outcome.refusal() == null
                ? new Sentence("It could not be worked on.", "未能处理。")
                : outcome.refusal().sentence();
        return page(
                HttpStatus.CONFLICT,
                chinese,
                decided.link(),
                paragraph(chinese ? "未能完成：" + why.zh() : "Not done: " + why.en())
                        + paragraph(chinese ? "请登录后查看该诉求的最新情况。" : "Log in to see how it stands."));
    }

    private static ResponseEntity<String> refused(Link link, boolean chinese, Sentence why) {
        return page(
                HttpStatus.BAD_REQUEST, chinese, link, paragraph(chinese ? why.zh() : why.en()) + forms(link, chinese));
    }

    private static ResponseEntity<String> unusable(Found found, boolean chinese) {
        return switch (found) {
            case Found.Used used ->
                page(
                        HttpStatus.GONE,
                        chinese,
                        used.link(),
                        paragraph(
                                chinese
                                        ? "该链接已使用过，不能再次使用。登录后可查看结果。"
                                        : "This link has been used and works only once. Log in to see what came of it."));
            case Found.Over over ->
                page(
                        HttpStatus.GONE,
                        chinese,
                        null,
                        paragraph(chinese ? "该链接已失效，请登录后办理。" : "This link is no longer valid. Please log in."));
            case Found.Nothing nothing -> missing(chinese);
            case Found.Usable usable -> missing(chinese);
        };
    }

    private static ResponseEntity<String> missing(boolean chinese) {
        return page(
                HttpStatus.NOT_FOUND,
                chinese,
                null,
                paragraph(
                        chinese
                                ? "没有这样的链接。请确认地址完整，或登录后办理。"
                                : "There is no such link. Is the address complete? You can always log in."));
    }

    private static String forms(Link link, boolean chinese) {
        StringBuilder forms = new StringBuilder();
        for (String command : link.commands()) {
            CommandType.byWireName(command).ifPresent(type -> forms.append(form(type, chinese)));
        }
        return forms.toString();
    }

    private static String form(CommandType type, boolean chinese) {
        String label = switch (type) {
            case CONFIRM -> chinese ? "已解决，确认办结（可留言）" : "It is settled (a word, if you like)";
            case DISPUTE -> chinese ? "尚未解决，还缺什么？" : "It is not settled. What is missing?";
            default -> chinese ? "补充材料" : "The information asked for";
        };
        String button = switch (type) {
            case CONFIRM -> chinese ? "确认" : "Confirm";
            case DISPUTE -> chinese ? "提出异议" : "Dispute";
            default -> chinese ? "提交" : "Send";
        };
        String field = type.wireName();
        return """
                <form method="post"><input type="hidden" name="command" value="%s">
                <label for="%s">%s</label>
                <textarea id="%s" name="text" maxlength="%d"%s></textarea>
                <button type="submit">%s</button></form>
                """.formatted(
                        field,
                        field,
                        label,
                        field,
                        type == CommandType.PROVIDE_INFORMATION ? LONGEST_INFORMATION : LONGEST_WORD,
                        type == CommandType.CONFIRM ? "" : " required",
                        button);
    }

    private static String paragraph(String text) {
        return "<p>%s</p>\n".formatted(HtmlUtils.htmlEscape(text));
    }

    /** @param inside HTML */
    private static ResponseEntity<String> page(HttpStatus status, boolean chinese, @Nullable Link link, String inside) {
        String title = link == null
                ? chinese ? "助企通" : "Zhuqi"
                : chinese ? link.title().zh() : link.title().en();
        StringBuilder body = new StringBuilder();
        if (link != null && (status == HttpStatus.OK || status == HttpStatus.BAD_REQUEST) && inside.contains("<form")) {
            for (String each : (chinese ? link.text().zh() : link.text().en()).split("\n\\s*\n", -1)) {
                body.append(paragraph(each.strip()));
            }
        }
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .header(HttpHeaders.CONTENT_LANGUAGE, chinese ? "zh-CN" : "en")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body("""
                        <!DOCTYPE html>
                        <html lang="%s"><head><meta charset="utf-8"><title>%s</title>
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <link rel="stylesheet" href="/links/style.css"></head><body><main>
                        <h1>%s</h1>
                        %s%s</main></body></html>
                        """.formatted(
                                chinese ? "zh-CN" : "en",
                                HtmlUtils.htmlEscape(title),
                                HtmlUtils.htmlEscape(title),
                                body,
                                inside));
    }

    /** The reader is an enterprise in Zhejiang unless its browser says otherwise. */
    private static boolean isChinese(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null || Language.isChinese(request);
    }
}
