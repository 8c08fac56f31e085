package org.zhuqi.dispatch.domain.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.TicketId;

/**
 * The texts of a district's latest cases, to be asked which are like another: an inverted index over pairs of characters, in
 * memory and bounded. Safe for any number of threads, one of which is in it at a time.
 */
public final class CaseIndex {
    /** So many are measured exactly, of those that the rough measure puts first. */
    private static final int MEASURED = 60;
    /** Places that became empty are kept until there are so many, and as many as are filled. */
    private static final int EMPTY_AT_LEAST = 256;

    private final int most;
    private final Map<TicketId, Slot> byTicket = new HashMap<>();
    private final TreeSet<Slot> byAge = new TreeSet<>(
            Comparator.comparing((Slot slot) -> slot.experience.at()).thenComparing(slot -> slot.ticket.value()));
    private final Map<Integer, Posting> postings = new HashMap<>();
    private List<@Nullable Slot> slots = new ArrayList<>();

    /** @param most so many cases are kept, the latest */
    public CaseIndex(int most) {
        this.most = most;
    }

    private record Slot(int place, TicketId ticket, Experience experience, Bigrams text, double length) {}

    private static final class Posting {
        int[] places = new int[4];
        double[] counts = new double[4];
        int size;
        int alive;

        void add(int place, double count) {
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
                counts = Arrays.copyOf(counts, size * 2);
            }
            places[size] = place;
            counts[size++] = count;
            alive++;
        }
    }

    public synchronized int size() {
        return byTicket.size();
    }

    /** @param experience null: nothing is to be learned from it any more */
    public synchronized void put(TicketId ticket, @Nullable Experience experience) {
        Slot known = byTicket.get(ticket);
        if (known != null) {
            if (known.experience.equals(experience)) {
                return;
            }
            remove(known);
        }
        if (experience == null) {
            return;
        }
        Bigrams text = Bigrams.of(experience.title(), experience.description());
        add(new Slot(slots.size(), ticket, experience, text, text.length()));
        if (byTicket.size() > most) {
            remove(byAge.first());
        }
    }

    private void add(Slot slot) {
        byTicket.put(slot.ticket, slot);
        byAge.add(slot);
        slots.add(slot);
        for (int i = 0; i < slot.text.size(); i++) {
            postings.computeIfAbsent(slot.text.gram(i), gram -> new Posting()).add(slot.place, slot.text.count(i));
        }
    }

    private void remove(Slot slot) {
        byTicket.remove(slot.ticket);
        byAge.remove(slot);
        slots.set(slot.place, null);
        for (int i = 0; i < slot.text.size(); i++) {
            Posting posting = postings.get(slot.text.gram(i));
            if (posting != null) {
                posting.alive--;
            }
        }
        if (slots.size() > 2 * byTicket.size() + EMPTY_AT_LEAST) {
            closeUp();
        }
    }

    private void closeUp() {
        postings.clear();
        byTicket.clear();
        List<Slot> filled = new ArrayList<>(byAge);
        byAge.clear();
        slots = new ArrayList<>();
        filled.forEach(slot -> add(new Slot(slots.size(), slot.ticket, slot.experience, slot.text, slot.length)));
    }

    /**
     * The cases whose texts are most like this one, the most similar first.
     *
     * @param except the ticket itself, which would be most like it
     */
    public synchronized List<Neighbour> nearest(Matter matter, @Nullable TicketId except, int howMany, double atLeast) {
        Bigrams asked = Bigrams.of(matter.title(), matter.description());
        double[] dots = new double[slots.size()];
        double askedSquare = 0;
        for (int i = 0; i < asked.size(); i++) {
            Posting posting = postings.get(asked.gram(i));
            double rarity = rarity(posting);
            askedSquare += square(asked.count(i) * rarity);
            if (posting == null) {
                continue;
            }
            double factor = asked.count(i) * rarity * rarity;
            for (int at = 0; at < posting.size; at++) {
                dots[posting.places[at]] += factor * posting.counts[at];
            }
        }
        double askedLength = Math.sqrt(askedSquare);
        List<Neighbour> nearest = new ArrayList<>();
        for (int place : roughlyNearest(dots)) {
            Slot slot = slots.get(place);
            if (slot == null || slot.ticket.equals(except)) {
                continue;
            }
            double similarity = dots[place] / (askedLength * length(slot.text));
            if (similarity >= atLeast) {
                nearest.add(new Neighbour(slot.experience, Math.min(1, similarity)));
            }
        }
        nearest.sort(Comparator.comparingDouble(Neighbour::similarity)
                .reversed()
                .thenComparing(neighbour -> neighbour.experience().number().text()));
        return List.copyOf(nearest.subList(0, Math.min(howMany, nearest.size())));
    }

    private List<Integer> roughlyNearest(double[] dots) {
        record Rough(int place, double measure) {}
        List<Rough> found = new ArrayList<>();
        for (int place = 0; place < dots.length; place++) {
            Slot slot = slots.get(place);
            if (dots[place] > 0 && slot != null) {
                found.add(new Rough(place, dots[place] / slot.length));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(Rough::measure)
                        .reversed()
                        .thenComparing(rough -> number(rough.place)))
                .limit(MEASURED)
                .map(Rough::place)
                .toList();
    }

    private String number(int place) {
        Slot slot = slots.get(place);
        return slot == null ? "" : slot.experience.number().text();
    }

    private double length(Bigrams text) {
        double sum = 0;
        for (int i = 0; i < text.size(); i++) {
            sum += square(text.count(i) * rarity(postings.get(text.gram(i))));
        }
        return Math.sqrt(sum);
    }

    /** The inverse document frequency: the fewer cases have a pair of characters, the more it says. */
    private double rarity(@Nullable Posting posting) {
        int having = posting == null ? 0 : posting.alive;
        return Math.log(1 + (byTicket.size() + 1.0) / (having + 1.0));
    }

    private static double square(double value) {
        return value * value;
    }
}
