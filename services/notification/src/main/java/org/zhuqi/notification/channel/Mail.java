package org.zhuqi.notification.channel;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.web.util.HtmlUtils;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.notification.MailSettings;
import org.zhuqi.notification.domain.Channel;
import org.zhuqi.notification.domain.Delivery;
import org.zhuqi.notification.domain.Delivery.Result;
import org.zhuqi.platform.directory.AddressBook;

/**
 * Mails, as text and as HTML. The address comes from the directory at the moment of sending and is kept nowhere. Every mail
 * of a message has the same Message-ID (RFC 5322, 3.6.4).
 */
public final class Mail implements Delivery.Sender {
    private static final int SERVER_REFUSES = 500;

    private final MailSettings settings;
    private final String publicAddress;
    private final AddressBook addresses;
    private final Function<AccountId, Boolean> readsChinese;
    private final Function<Delivery, Optional<String>> links;
    private final JavaMailSenderImpl smtp;
    private final InternetAddress from;

    /**
     * @param publicAddress how browsers reach the system
     * @param links the secret address under which the recipient may do what the message offers
     */
    public Mail(
            MailSettings settings,
            String publicAddress,
            AddressBook addresses,
            Function<AccountId, Boolean> readsChinese,
            Function<Delivery, Optional<String>> links) {
        this.settings = settings;
        this.publicAddress = publicAddress;
        this.addresses = addresses;
        this.readsChinese = readsChinese;
        this.links = links;
        this.smtp = smtp(settings);
        this.from = address(settings.from())
                .orElseThrow(() -> new IllegalArgumentException(
                        "zhuqi.notification.mail.from is '%s', which is no mail address".formatted(settings.from())));
    }

    private static JavaMailSenderImpl smtp(MailSettings settings) {
        JavaMailSenderImpl smtp = new JavaMailSenderImpl();
        smtp.setHost(settings.host());
        smtp.setPort(settings.port());
        smtp.setUsername(settings.username());
        smtp.setPassword(settings.password());
        smtp.setDefaultEncoding(StandardCharsets.UTF_8.name());
        String millis = Long.toString(settings.timeout().toMillis());
        Properties more = smtp.getJavaMailProperties();
        more.put("mail.smtp.connectiontimeout", millis);
        more.put("mail.smtp.timeout", millis);
        more.put("mail.smtp.writetimeout", millis);
        more.put("mail.smtp.auth", Boolean.toString(settings.username() != null));
        switch (settings.encryption()) {
            case NONE -> more.put("mail.smtp.starttls.enable", "false");
            case STARTTLS -> {
                more.put("mail.smtp.starttls.enable", "true");
                more.put("mail.smtp.starttls.required", "true");
                more.put("mail.smtp.ssl.checkserveridentity", "true");
            }
            case TLS -> {
                more.put("mail.smtp.ssl.enable", "true");
                more.put("mail.smtp.ssl.checkserveridentity", "true");
            }
        }
        return smtp;
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public Result send(Delivery delivery) {
        AccountId account = delivery.account();
        if (account == null) {
            return new Result.NoAddress("a group has no mail address");
        }
        String known = addresses.of(account).map(AddressBook.Address::mail).orElse(null);
        if (known == null) {
            return new Result.NoAddress("the directory has no mail address of this account");
        }
        Optional<InternetAddress> to = address(known);
        if (to.isEmpty()) {
            return new Result.NoAddress("what the directory has of this account is no mail address");
        }
        try {
            smtp.send(mail(delivery, to.get(), readsChinese.apply(account)));
            return new Result.Sent();
        } catch (MailException e) {
            return new Result.Failed(withoutAddress(reason(e), known), isForGood(e));
        } catch (MessagingException e) {
            return new Result.Failed(withoutAddress(String.valueOf(e.getMessage()), known), true);
        }
    }

    /** One address and nothing else: no list, no line break that would begin another header. */
    static Optional<InternetAddress> address(String text) {
        try {
            if (text.codePoints().anyMatch(Character::isISOControl)) {
                return Optional.empty();
            }
            InternetAddress[] parsed = InternetAddress.parse(text, true);
            if (parsed.length != 1 || parsed[0].isGroup()) {
                return Optional.empty();
            }
            parsed[0].validate();
            return Optional.of(parsed[0]);
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private MimeMessage mail(Delivery delivery, InternetAddress to, boolean chinese) throws MessagingException {
        String title =
                oneLine(chinese ? delivery.title().zh() : delivery.title().en());
        String text = chinese ? delivery.text().zh() : delivery.text().en();
        List<Link> actions = links(delivery, chinese);
        Named mail = new Named(smtp.getSession(), "<%s@%s>".formatted(delivery.id(), host()));
        MimeMessageHelper parts = new MimeMessageHelper(mail, true, StandardCharsets.UTF_8.name());
        parts.setFrom(from);
        parts.setTo(to);
        parts.setSubject(title);
        parts.setSentDate(Date.from(delivery.createdAt()));
        parts.setText(plain(text, actions, chinese), html(title, text, actions, chinese));
        mail.setHeader("X-Zhuqi-Delivery", delivery.id().toString());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("List-Unsubscribe", "<%s>".formatted(preferences()));
        mail.setHeader("Content-Language", chinese ? "zh-CN" : "en");
        return mail;
    }

    private String host() {
        String address = from.getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private String preferences() {
        return publicAddress + "/app/inbox/settings";
    }

    private record Link(String words, String address) {}

    private List<Link> links(Delivery delivery, boolean chinese) {
        List<Link> all = new ArrayList<>();
        links.apply(delivery)
                .ifPresent(secret -> all.add(new Link(
                        chinese ? "在此答复（无需登录，仅可使用一次）" : "Answer here (no login; works once)", publicAddress + secret)));
        if (delivery.number() != null) {
            all.add(new Link(
                    chinese ? "登录查看 " + delivery.number() : "See " + delivery.number() + " (login)",
                    publicAddress + "/app/tickets/" + delivery.number()));
        }
        return all;
    }

    private String plain(String text, List<Link> actions, boolean chinese) {
        StringBuilder all = new StringBuilder(text);
        actions.forEach(link -> all.append("\n\n")
                .append(link.words())
                .append(chinese ? "：" : ": ")
                .append('\n')
                .append(link.address()));
        return all.append("\n\n-- \n")
                .append(footer(chinese))
                .append('\n')
                .append(preferences())
                .append('\n')
                .toString();
    }

    private static String footer(boolean chinese) {
        return chinese ? "此邮件由助企通自动发送，请勿回复。消息设置：" : "Sent by Zhuqi; replies are not read. What you are sent:";
    }

    /** Whatever stands in a title or a text, it is text: nothing of it is markup here. */
    private String html(String title, String text, List<Link> actions, boolean chinese) {
        StringBuilder body = new StringBuilder();
        for (String paragraph : text.split("\n\\s*\n", -1)) {
            body.append("<p>")
                    .append(HtmlUtils.htmlEscape(paragraph.strip()).replace("\n", "<br>"))
                    .append("</p>\n");
        }
        for (Link link : actions) {
            body.append("<p><a href=\"%s\">%s</a></p>%n"
                    .formatted(HtmlUtils.htmlEscape(link.address()), HtmlUtils.htmlEscape(link.words())));
        }
        return """
                <!DOCTYPE html>
                <html lang="%s"><head><meta charset="utf-8"><title>%s</title></head><body>
                <h1 style="font-size:1.2em">%s</h1>
                %s<hr><p style="color:#555">%s <a href="%s">%s</a></p>
                </body></html>
                """.formatted(
                        chinese ? "zh-CN" : "en",
                        HtmlUtils.htmlEscape(title),
                        HtmlUtils.htmlEscape(title),
                        body,
                        footer(chinese),
                        HtmlUtils.htmlEscape(preferences()),
                        HtmlUtils.htmlEscape(preferences()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private static String reason(MailException e) {
        if (e instanceof MailSendException sending && sending.getMessageExceptions().length > 0) {
            return String.valueOf(sending.getMessageExceptions()[0].getMessage());
        }
        return String.valueOf(e.getMessage());
    }

    /** Where a server says that there is no such mailbox, it says whose. */
    private static String withoutAddress(String fault, String address) {
        return fault.replace(address, "…").replaceAll("[^\\s<>\"']+@[^\\s<>\"']+", "…");
    }

    private static boolean isForGood(MailException e) {
        if (!(e instanceof MailSendException sending)) {
            return false;
        }
        for (Exception each : sending.getMessageExceptions()) {
            @Nullable Throwable cause = each;
            while (cause != null) {
                if (code(cause) >= SERVER_REFUSES) {
                    return true;
                }
                cause = cause instanceof MessagingException nested && nested.getNextException() != null
                        ? nested.getNextException()
                        : cause.getCause();
            }
        }
        return false;
    }

    private static int code(Throwable fault) {
        return switch (fault) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSendFailedException sending -> sending.getReturnCode();
            default -> 0;
        };
    }

    /** Keeps its name, where the library would give it a new one at every attempt. */
    private static final class Named extends MimeMessage {
        private final String name;

        Named(Session session, String name) {
            super(session);
            this.name = name;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", name);
        }
    }

    /** For what is told to an administrator. */
    @Override
    public String toString() {
        return "mail by %s:%d".formatted(settings.host(), settings.port());
    }
}
