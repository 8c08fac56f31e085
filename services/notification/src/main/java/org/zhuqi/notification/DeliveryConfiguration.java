package org.zhuqi.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.notification.application.Composing;
import org.zhuqi.notification.application.Delivering;
import org.zhuqi.notification.application.Errands;
import org.zhuqi.notification.application.Recipients;
import org.zhuqi.notification.application.Robots;
import org.zhuqi.notification.application.SecretLinks;
import org.zhuqi.notification.application.Wakening;
import org.zhuqi.notification.channel.DingTalk;
import org.zhuqi.notification.channel.DirectoryOverHttp;
import org.zhuqi.notification.channel.Mail;
import org.zhuqi.notification.channel.Sms;
import org.zhuqi.notification.domain.Audience;
import org.zhuqi.notification.domain.BackOff;
import org.zhuqi.notification.domain.Channel;
import org.zhuqi.notification.domain.Delivery;
import org.zhuqi.notification.domain.Happening;
import org.zhuqi.notification.domain.Message.State;
import org.zhuqi.notification.domain.Preferences;
import org.zhuqi.notification.domain.RuleBook;
import org.zhuqi.notification.postgres.DeliveryRows;
import org.zhuqi.notification.postgres.PreferenceRows;
import org.zhuqi.notification.postgres.RobotRows;
import org.zhuqi.notification.web.DeliveryController;
import org.zhuqi.notification.web.RobotController;
import org.zhuqi.platform.directory.AddressBook;
import org.zhuqi.platform.observability.RecentReading;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.security.Sealing;

/** The ways out of the system. Which there are is a matter of settings: without any there is the inbox. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailSettings.class, SmsSettings.class, DingTalkSettings.class})
@Import({DeliveryController.class, RobotController.class})
class DeliveryConfiguration {
    private static final List<Channel> OUTSIDE = List.of(Channel.MAIL, Channel.DINGTALK, Channel.SMS);

    @Bean
    DeliveryRows deliveryRows(JdbcClient db) {
        return new DeliveryRows(db);
    }

    /** @param key the same with which secrets of webhooks are kept */
    @Bean
    Robots robots(
            JdbcClient db,
            DingTalkSettings settings,
            @Value("${zhuqi.webhooks.secrets-key:#{null}}") @Nullable Resource key) {
        return new Robots(new RobotRows(db), Sealing.with(key, "zhuqi.webhooks.secrets-key"), settings.hosts());
    }

    @Bean
    Composing.Ways messageWays(MailSettings mail, SmsSettings sms, Robots robots, Recipients recipients) {
        return new Composing.Ways() {
            @Override
            public boolean has(Channel channel) {
                return switch (channel) {
                    case IN_APP -> true;
                    case MAIL -> mail.host() != null;
                    case SMS -> sms.url() != null;
                    case DINGTALK -> robots.arePossible();
                };
            }

            @Override
            public Collection<String> groups(RuleBook.Rule rule, Happening happening) {
                Set<String> there = robots.groups(happening.district());
                Set<String> groups = new LinkedHashSet<>();
                for (Audience audience : rule.audiences()) {
                    recipients.units(audience, happening).stream()
                            .filter(unit -> there.contains(unit.text()))
                            .forEach(unit -> groups.add("unit/" + unit));
                    if ((audience == Audience.Part.COORDINATORS || audience == Audience.Part.SUPERVISORS)
                            && there.contains(Robots.DISTRICT)) {
                        groups.add("district/" + happening.district());
                    }
                }
                return groups;
            }
        };
    }

    /** Follows no redirects, and no proxy of the environment. */
    private static HttpClient http(Duration timeout) {
        return HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** The directory of this process, if it is one with it; else the other process that the settings name. */
    private static AddressBook addresses(ObjectProvider<AddressBook> here, NotificationSettings settings) {
        AddressBook known = here.getIfAvailable();
        if (known != null) {
            return known;
        }
        if (settings.directory() == null || settings.directoryKey() == null) {
            throw new IllegalStateException("mails and text messages need addresses: zhuqi.notification.directory and"
                    + " zhuqi.notification.directory-key say where they are asked for");
        }
        try {
            return new DirectoryOverHttp(
                    http(Duration.ofSeconds(5)),
                    settings.directory(),
                    settings.directoryKey()
                            .getContentAsString(StandardCharsets.US_ASCII)
                            .strip());
        } catch (IOException e) {
            throw new IllegalStateException("zhuqi.notification.directory-key cannot be read", e);
        }
    }

    private static boolean readsChinese(PreferenceRows preferences, AccountId account) {
        return preferences
                .of(account)
                .map(PreferenceRows.Stored::preferences)
                .orElse(Preferences.NONE)
                .readsChinese();
    }

    /** One errand of its own for each channel: a slow one holds no other up. */
    @Bean
    Errands mailErrands(
            MailSettings mail,
            ObjectProvider<AddressBook> directory,
            PreferenceRows preferences,
            SecretLinks links,
            DeliveryRows deliveries,
            Wakening wakening,
            NotificationSettings settings,
            @Value("${zhuqi.public-address:${zhuqi.security.issuer}}") String publicAddress,
            InstantSource now,
            MeterRegistry figures,
            SchemaMigrations migrated) {
        return mail.host() == null
                ? nothing("mail", wakening)
                : errands(
                        "mail",
                        new Mail(
                                mail,
                                publicAddress,
                                addresses(directory, settings),
                                account -> readsChinese(preferences, account),
                                links::forMail),
                        deliveries,
                        wakening,
                        settings,
                        now,
                        figures);
    }

    @Bean
    Errands smsErrands(
            SmsSettings sms,
            ObjectProvider<AddressBook> directory,
            PreferenceRows preferences,
            DeliveryRows deliveries,
            Wakening wakening,
            NotificationSettings settings,
            InstantSource now,
            MeterRegistry figures,
            SchemaMigrations migrated) {
        return sms.url() == null
                ? nothing("sms", wakening)
                : errands(
                        "sms",
                        new Sms(
                                sms,
                                addresses(directory, settings),
                                account -> readsChinese(preferences, account),
                                http(sms.timeout())),
                        deliveries,
                        wakening,
                        settings,
                        now,
                        figures);
    }

    @Bean
    Errands dingTalkErrands(
            DingTalkSettings dingTalk,
            Robots robots,
            DeliveryRows deliveries,
            Wakening wakening,
            NotificationSettings settings,
            @Value("${zhuqi.public-address:${zhuqi.security.issuer}}") String publicAddress,
            InstantSource now,
            MeterRegistry figures,
            SchemaMigrations migrated) {
        return !robots.arePossible()
                ? nothing("dingtalk", wakening)
                : errands(
                        "dingtalk",
                        new DingTalk(dingTalk, publicAddress, robots, http(dingTalk.timeout()), now),
                        deliveries,
                        wakening,
                        settings,
                        now,
                        figures);
    }

    private static Errands nothing(String channel, Wakening wakening) {
        return new Errands(channel, wakening, Duration.ofHours(1), List.of());
    }

    private static Errands errands(
            String channel,
            Delivery.Sender sender,
            DeliveryRows deliveries,
            Wakening wakening,
            NotificationSettings settings,
            InstantSource now,
            MeterRegistry figures) {
        Delivering delivering = new Delivering(
                sender,
                deliveries,
                new BackOff(settings.backOff(), settings.longestBackOff()),
                settings.attempts(),
                now,
                () -> ThreadLocalRandom.current().nextDouble(),
                figures);
        return new Errands(
                channel,
                wakening,
                settings.lookEvery(),
                List.of(new Errands.Errand("delivering by " + channel, delivering::deliver)));
    }

    @Bean
    MeterBinder waitingDeliveries(DeliveryRows deliveries, InstantSource now) {
        return registry -> OUTSIDE.forEach(channel -> Arrays.asList(State.WAITING, State.GIVEN_UP)
                .forEach(state -> RecentReading.gauge(
                        registry,
                        "zhuqi.notification.messages",
                        Tags.of("channel", name(channel), "state", name(state)),
                        "Messages that wait to be sent now, and those that were given up",
                        null,
                        () -> deliveries.count(channel, state, now.instant()))));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
