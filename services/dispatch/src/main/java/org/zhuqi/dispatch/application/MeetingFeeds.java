package org.zhuqi.dispatch.application;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.dispatch.postgres.MeetingFeedRows;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.RandomSecrets;

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
        String secret = RandomSecrets.next(SECRET_BYTES);
        MeetingFeed feed =
                new MeetingFeed(UUID.randomUUID(), caller, now.instant().truncatedTo(ChronoUnit.MICROS));
        feeds.add(feed, RandomSecrets.hash(secret));
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
        return feeds.bySecret(RandomSecrets.hash(secret))
                .flatMap(feed -> directory
                        .map(known -> asKnown(feed.whose(), known))
                        .orElseGet(() -> Optional.of(feed.whose())));
    }

    private static Optional<Caller> asKnown(Caller then, KnownDirectory directory) {
        return directory
                .account(then.account())
                .filter(directory::isInForce)
                .filter(account -> account.district().equals(then.district()))
                .map(Caller::of);
    }
}
