package org.zhuqi.desk.domain;

import java.time.Instant;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.lifecycle.Role;

/**
 * Somebody who has a ticket open.
 *
 * @param deciding has a form open that would change it
 * @param since when they opened it
 */
public record Presence(AccountId account, Role role, boolean deciding, Instant since) {}
