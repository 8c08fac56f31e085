package org.zhuqi.allinone.torture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All that callers have sent and been told. It is theirs, so it outlives every kill. */
final class Memory {
    private static final int HANDED_ABOUT = 40;

    /**
     * What callers believe of a ticket; it may be old.
     *
     * @param lead the unit that leads it
     */
    record Sight(
            String ticket,
            String state,
            long version,
            @Nullable String lead) {}

    private final AtomicLong time = new AtomicLong();
    private final Queue<Deed> deeds = new ConcurrentLinkedQueue<>();
    private final List<String> recent = new ArrayList<>();
    private final Map<String, Sight> sights = new HashMap<>();

    /** Counts what is sent and heard, all callers together. */
    long now() {
        return time.incrementAndGet();
    }

    void add(Deed deed) {
        deeds.add(deed);
    }

    Collection<Deed> deeds() {
        return deeds;
    }

    long count(Deed.Fate fate) {
        return deeds.stream().filter(deed -> deed.fate() == fate).count();
    }

    /** Those about which callers are still in the dark. */
    List<Deed> open() {
        return deeds.stream().filter(deed -> !deed.isDecided()).toList();
    }

    synchronized void seen(Deed deed) {
        String ticket = deed.about();
        if (ticket == null || deed.state().isEmpty()) {
            return;
        }
        Sight before = sights.get(ticket);
        if (before != null && before.version() > deed.version()) {
            return;
        }
        Object lead = deed.fate() == Deed.Fate.ACCEPTED ? deed.body.getOrDefault("lead", deed.body.get("unit")) : null;
        String known = before == null ? null : before.lead();
        sights.put(ticket, new Sight(ticket, deed.state(), deed.version(), lead instanceof String unit ? unit : known));
        if (before == null) {
            recent.add(ticket);
            if (recent.size() > HANDED_ABOUT) {
                sights.remove(recent.removeFirst());
            }
        }
    }

    /** One of those that callers have to do with, chosen by a number; null if there is none yet. */
    synchronized @Nullable Sight sight(int number) {
        return recent.isEmpty() ? null : sights.get(recent.get(Math.floorMod(number, recent.size())));
    }
}
