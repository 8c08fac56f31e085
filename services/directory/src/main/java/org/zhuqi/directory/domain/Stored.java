package org.zhuqi.directory.domain;

import java.time.Instant;
import org.zhuqi.contracts.id.AccountId;

/** An entry, or a contact, as it stands in its table, with the number that each change raises. */
public record Stored<E>(E entry, long version, Instant changedAt, AccountId changedBy) {}
