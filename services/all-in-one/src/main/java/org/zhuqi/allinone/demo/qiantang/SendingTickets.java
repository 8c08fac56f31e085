package org.zhuqi.allinone.demo.qiantang;

import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.zhuqi.intake.importing.Answer;
import org.zhuqi.intake.importing.ImportClient;
import org.zhuqi.intake.importing.ImportStoppedException;
import org.zhuqi.intake.importing.Patience;
import org.zhuqi.intake.importing.PlannedCommand;

/** Sends the commands of the case in parcels, several at once, wave after wave. */
final class SendingTickets {
    private static final int CALLERS = 4;
    private static final int PARCEL = ImportClient.BATCH;
    private static final int NAMED = 20;

    private final URI address;
    private final String token;
    private final PrintStream out;
    private final AtomicInteger decided = new AtomicInteger();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    SendingTickets(URI address, String token, PrintStream out) {
        this.address = address;
        this.token = token;
        this.out = out;
    }

    void send(Plan plan) throws InterruptedException {
        int all = plan.commandCount();
        try (ImportClient client = new ImportClient(address, token, Patience.USUAL, Thread::sleep);
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (List<List<PlannedCommand>> wave : plan.waves()) {
                List<Callable<Void>> parcels = new ArrayList<>();
                for (List<PlannedCommand> parcel : parcels(wave)) {
                    parcels.add(() -> {
                        send(parcel, client, all);
                        return null;
                    });
                }
                for (Future<Void> parcel : callers.invokeAll(parcels)) {
                    parcel.get();
                }
                requireAllTaken();
            }
        } catch (ExecutionException e) {
            throw new RefusedException(String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
    }

    /** Whole tickets each; the one long list of all submits goes as it is, in its order. */
    private static List<List<PlannedCommand>> parcels(List<List<PlannedCommand>> wave) {
        List<List<PlannedCommand>> parcels = new ArrayList<>();
        List<PlannedCommand> parcel = new ArrayList<>();
        for (List<PlannedCommand> ticket : wave) {
            if (!parcel.isEmpty() && parcel.size() + ticket.size() > PARCEL) {
                parcels.add(List.copyOf(parcel));
                parcel.clear();
            }
            parcel.addAll(ticket);
        }
        if (!parcel.isEmpty()) {
            parcels.add(List.copyOf(parcel));
        }
        return parcels;
    }

    private void send(List<PlannedCommand> parcel, ImportClient client, int all)
            throws ImportStoppedException, InterruptedException {
        List<Answer> answers = client.send(parcel);
        for (int i = 0; i < parcel.size(); i++) {
            Answer answer = answers.get(i);
            if (answer.verdict() != Answer.Verdict.ACCEPTED) {
                PlannedCommand command = parcel.get(i);
                refusals.add("%s of ticket %s at %s: %s"
                        .formatted(
                                command.type().wireName(),
                                command.origin().sourceCase(),
                                command.occurredAt(),
                                answer.reason()));
            }
        }
        out.printf("  tickets   %,7d of %,d commands decided%n", decided.addAndGet(parcel.size()), all);
    }

    private void requireAllTaken() {
        if (!refusals.isEmpty()) {
            refusals.stream().limit(NAMED).forEach(refusal -> out.println("  refused   " + refusal));
            throw new RefusedException(
                    "%d commands were refused, the first: %s".formatted(refusals.size(), refusals.peek()));
        }
    }
}
