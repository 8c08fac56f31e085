package org.zhuqi.dispatch.application;

import java.time.Instant;
import java.util.UUID;
import org.zhuqi.platform.security.Caller;

/**
 * A secret address under which a calendar program finds the meetings of a person.
 *
 * @param whose as whom it was subscribed to
 */
public record MeetingFeed(UUID id, Caller whose, Instant createdAt) {}
