package org.zhuqi.notification.application;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes whoever in this process waits for messages. Other processes look for themselves now and then. */
public final class Wakening {
    private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();

    public void onNews(Runnable sleeper) {
        sleepers.add(sleeper);
    }

    public void now() {
        sleepers.forEach(Runnable::run);
    }

    /** Once the transaction of this thread is committed. */
    public void afterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            now();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                now();
            }
        });
    }
}
