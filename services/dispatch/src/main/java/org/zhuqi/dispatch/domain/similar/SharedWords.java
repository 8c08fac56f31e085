package org.zhuqi.dispatch.domain.similar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What several texts have in common, in words for a person. */
public final class SharedWords {
    private static final int SHOWN = 5;
    /** Of one text: pieces of this many characters at most are looked for in the others. */
    private static final int LONGEST = 8;

    private SharedWords() {}

    /** Matters first, then the longest pieces that at least half of the texts share; at most five. */
    public static List<String> of(Collection<String> texts) {
        List<Wording> wordings = texts.stream().map(Wording::of).toList();
        int enough = Math.max(2, (wordings.size() + 1) / 2);
        Map<String, Integer> matters = new LinkedHashMap<>();
        Map<String, Integer> pieces = new LinkedHashMap<>();
        for (Wording wording : wordings) {
            wording.matters().forEach(matter -> matters.merge(matter, 1, Integer::sum));
            pieces(wording).forEach(piece -> pieces.merge(piece, 1, Integer::sum));
        }
        List<String> shared = new ArrayList<>(most(matters, enough));
        for (String piece : most(pieces, enough)) {
            if (shared.stream().noneMatch(known -> known.contains(piece) || piece.contains(known))) {
                shared.add(piece);
            }
        }
        return List.copyOf(shared.subList(0, Math.min(SHOWN, shared.size())));
    }

    private static Set<String> pieces(Wording wording) {
        Set<String> pieces = new LinkedHashSet<>();
        for (String run : wording.runs()) {
            for (int from = 0; from < run.length(); from++) {
                for (int to = from + 2; to <= Math.min(run.length(), from + LONGEST); to++) {
                    pieces.add(run.substring(from, to));
                }
            }
        }
        return pieces;
    }

    private static List<String> most(Map<String, Integer> counted, int enough) {
        Comparator<Map.Entry<String, Integer>> weight = Comparator.comparingInt(
                entry -> entry.getValue() * (entry.getKey().length() - 1));
        return counted.entrySet().stream()
                .filter(entry -> entry.getValue() >= enough)
                .sorted(weight.reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
