package org.zhuqi.notification.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.directory.DirectoryEntry.Account;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.notification.domain.Channel;
import org.zhuqi.notification.domain.Happening;
import org.zhuqi.notification.domain.Message;
import org.zhuqi.notification.domain.Message.State;
import org.zhuqi.notification.domain.Preferences;
import org.zhuqi.notification.domain.RuleBook;
import org.zhuqi.notification.domain.RuleBook.Filled;
import org.zhuqi.notification.domain.RuleBook.Rule;
import org.zhuqi.notification.domain.Timing;
import org.zhuqi.notification.postgres.PreferenceRows;

/** Makes messages of what happened, by the rules of its district. */
public final class Composing {
    private final RuleBooks books;
    private final Recipients recipients;
    private final PreferenceRows preferences;
    private final SendingTimes times;
    private final Ways ways;

    /** Which channels there are. What is not there gets no messages, not even such as would wait for it. */
    public interface Ways {
        boolean has(Channel channel);

        /** The recipients of groups that an occasion reaches by a robot: {@code unit/<id>} or {@code district/<id>}. */
        Collection<String> groups(Rule rule, Happening happening);
    }

    public Composing(
            RuleBooks books, Recipients recipients, PreferenceRows preferences, SendingTimes times, Ways ways) {
        this.books = books;
        this.recipients = recipients;
        this.preferences = preferences;
        this.times = times;
        this.ways = ways;
    }

    private record Address(String recipient, Channel channel) {}

    private record Told(Rule rule, Collection<Account> accounts) {}

    /** @param now when they are made */
    public List<Message> messages(Collection<Happening> happenings, Instant now) {
        Map<DistrictId, RuleBook> inForce = new HashMap<>();
        List<Message> messages = new ArrayList<>();
        for (Happening happening : happenings) {
            RuleBook book = inForce.computeIfAbsent(
                    happening.district(), district -> books.inForce(district).book());
            messages.addAll(messages(book, happening, now));
        }
        return messages;
    }

    /** By these rules, whether they are in force or not. */
    public List<Message> messages(RuleBook book, Happening happening, Instant now) {
        List<Told> told = book.on(happening.occasion()).stream()
                .map(rule -> new Told(rule, recipients.of(rule.audiences(), happening)))
                .toList();
        Set<AccountId> accounts = new LinkedHashSet<>();
        told.forEach(each -> each.accounts().forEach(account -> accounts.add(account.account())));
        Map<AccountId, PreferenceRows.Stored> chosen = accounts.isEmpty() ? Map.of() : preferences.of(accounts);
        // A rule that is mandatory comes first: of two that reach the same person in the same way one is enough.
        Map<Address, Message> messages = new LinkedHashMap<>();
        told.stream()
                .sorted((one, other) ->
                        Boolean.compare(other.rule().isMandatory(), one.rule().isMandatory()))
                .forEach(each -> messages(book, each, happening, chosen, now)
                        .forEach(message ->
                                messages.putIfAbsent(new Address(message.recipient(), message.channel()), message)));
        return List.copyOf(messages.values());
    }

    private List<Message> messages(
            RuleBook book, Told told, Happening happening, Map<AccountId, PreferenceRows.Stored> chosen, Instant now) {
        Rule rule = told.rule();
        Optional<RuleBook.Words> words = book.words(rule);
        if (words.isEmpty()) {
            return List.of();
        }
        Filled filled = RuleBook.fill(words.get(), happening.values());
        List<Message> messages = new ArrayList<>();
        for (Account account : told.accounts()) {
            PreferenceRows.Stored stored = chosen.get(account.account());
            Preferences wishes = stored == null ? Preferences.NONE : stored.preferences();
            for (Channel channel : rule.ways()) {
                if (channel != Channel.DINGTALK
                        && ways.has(channel)
                        && (rule.isMandatory() || wishes.wants(happening.occasion(), channel))) {
                    RuleBook.Hours quiet = wishes.quietHours() == null ? book.quietHours() : wishes.quietHours();
                    messages.add(message(rule, happening, filled, account, channel, quiet, now));
                }
            }
        }
        if (rule.ways().contains(Channel.DINGTALK) && ways.has(Channel.DINGTALK)) {
            ways.groups(rule, happening)
                    .forEach(group -> messages.add(
                            message(rule, happening, filled, group, null, Channel.DINGTALK, book.quietHours(), now)));
        }
        return messages;
    }

    private Message message(
            Rule rule,
            Happening happening,
            Filled filled,
            Account account,
            Channel channel,
            RuleBook.@Nullable Hours quiet,
            Instant now) {
        return message(rule, happening, filled, "account/" + account.account().text(), account, channel, quiet, now);
    }

    private Message message(
            Rule rule,
            Happening happening,
            Filled filled,
            String recipient,
            @Nullable Account account,
            Channel channel,
            RuleBook.@Nullable Hours quiet,
            Instant now) {
        boolean inbox = channel == Channel.IN_APP;
        boolean gathered = !inbox && account != null && rule.timing() == Timing.DIGEST;
        return new Message(
                happening.district(),
                happening.cause(),
                happening.occasion(),
                channel,
                recipient,
                account == null ? null : account.account(),
                happening.ticket() == null ? null : happening.ticket().ticket(),
                happening.ticket() == null ? null : happening.ticket().number(),
                happening.matter(),
                title(filled.title(), happening),
                filled.text(),
                rule.isMandatory(),
                account != null && account.role() == Role.ENTERPRISE && channel == Channel.MAIL
                        ? happening.offer()
                        : null,
                now,
                inbox ? State.SENT : gathered ? State.GATHERED : State.WAITING,
                inbox || gathered ? now : notBefore(rule, happening.district(), quiet, now));
    }

    /** A message without a title could not be opened. */
    private static Sentence title(Sentence title, Happening happening) {
        return new Sentence(
                title.en().isEmpty() ? happening.occasion() : title.en(),
                title.zh().isEmpty() ? happening.occasion() : title.zh());
    }

    private Instant notBefore(Rule rule, DistrictId district, RuleBook.@Nullable Hours quiet, Instant now) {
        if (rule.isMandatory()) {
            return now;
        }
        Instant earliest = rule.timing() == Timing.WORKING_TIME ? times.withinWork(district, now) : now;
        return times.afterQuiet(district, quiet, earliest);
    }
}
