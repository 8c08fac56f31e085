package org.zhuqi.dispatch.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.dispatch.postgres.MeetingFeedRows;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;

/**
 * The feeds of persons' meetings. Calendar programs cannot log in: the address is the secret. It tells what the directory
 * says that the person may know now, so that it ends with the account.
 */
public final class MeetingFeeds {
    /** More than anybody has calendars; so many addresses would be a mistake. */
    private static final int MOST = 20;

    private static final int SECRET_BYTES = 24;

    private final MeetingFeedRows feeds;
    private final Optional<KnownDirectory> directory;
    private final InstantSource now;
    private final SecureRandom random = new SecureRandom();

    /** @param directory none where the token alone says who is who */
    public MeetingFeeds(MeetingFeedRows feeds, Optional<KnownDirectory> directory, InstantSource now) {
        this.feeds = feeds;
        this.directory = directory;
        this.now = now;
    }

    /** @param secret to be shown this once */
    public record NewFeed(MeetingFeed feed, String secret) {}

    /** @return null if the person has too many */
    public @Nullable NewFeed subscribe(Caller caller) {
        if (feeds.of(caller).size() >= MOST) {
            return null;
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        MeetingFeed feed =
                new MeetingFeed(UUID.randomUUID(), caller, now.instant().truncatedTo(ChronoUnit.MICROS));
        feeds.add(feed, hash(secret));
        return new NewFeed(feed, secret);
    }

    /** The caller's own. */
    public List<MeetingFeed> of(Caller caller) {
        return feeds.of(caller);
    }

    /** @return false if the caller has no such feed */
    public boolean takeBack(Caller caller, UUID id) {
        return feeds.remove(caller, id);
    }

    /** As whom somebody with this secret reads; empty if it is none, was taken back, or the account is closed. */
    public Optional<Caller> reader(String secret) {
        return feeds.bySecret(hash(secret))
                .flatMap(feed -> directory
                        .map(known -> asKnown(feed.whose(), known))
                        .orElseGet(() -> Optional.of(feed.whose())));
    }

    private static Optional<Caller> asKnown(Caller then, KnownDirectory directory) {
        return directory
                .account(then.account())
                .filter(account -> account.active()
                        && account.district().equals(then.district())
                        && directory
                                .district(account.district())
                                .map(DirectoryEntry.District::active)
                                .orElse(false)
                        && (account.unit() == null
                                || directory
                                        .unit(account.unit())
                                        .map(DirectoryEntry.Unit::active)
                                        .orElse(false))
                        && (account.enterprise() == null
                                || directory
                                        .enterprise(account.enterprise())
                                        .map(DirectoryEntry.Enterprise::active)
                                        .orElse(false)))
                .map(account -> new Caller(
                        account.account(),
                        account.role(),
                        account.district(),
                        account.enterprise(),
                        account.unit(),
                        new Jurisdiction(account.chain(), account.place()),
                        Set.copyOf(account.looksAfter()),
                        false));
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
