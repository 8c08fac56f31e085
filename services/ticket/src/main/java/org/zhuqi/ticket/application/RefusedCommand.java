package org.zhuqi.ticket.application;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.id.AccountId;

/** A refusal on its way into the books, so that the same command gets the same answer when it comes again. */
public record RefusedCommand(
        CommandOutcome outcome, AccountId by, @Nullable String fingerprint) {}
