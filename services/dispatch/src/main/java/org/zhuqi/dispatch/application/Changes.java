package org.zhuqi.dispatch.application;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.platform.telling.Telling;

/** One transaction for each change: what is refused leaves nothing behind, and what is done is published at once. */
final class Changes {
    private final TransactionTemplate transaction;
    private final Telling telling;

    Changes(TransactionTemplate transaction, Telling telling) {
        this.transaction = transaction;
        this.telling = telling;
    }

    <T> Attempt<T> make(Supplier<Attempt<T>> change) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Attempt<T> attempt = change.get();
            switch (attempt) {
                case Attempt.Done<T> done -> telling.wake();
                case Attempt.Refused<T> refused -> status.setRollbackOnly();
            }
            return attempt;
        }));
    }
}
