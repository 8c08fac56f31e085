package org.zhuqi.dispatch.domain.similar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Which of several things belong together, because each is like another of them. */
final class Clusters {
    private Clusters() {}

    /**
     * The connected components, in the order of their first member. Compares each with each: for a few hundred at most.
     *
     * @param alike symmetric
     */
    static <T> List<List<T>> of(List<T> things, BiPredicate<T, T> alike) {
        int[] root = new int[things.size()];
        for (int i = 0; i < root.length; i++) {
            root[i] = i;
        }
        for (int i = 0; i < root.length; i++) {
            for (int j = 0; j < i; j++) {
                if (find(root, i) != find(root, j) && alike.test(things.get(i), things.get(j))) {
                    union(root, i, j);
                }
            }
        }
        Map<Integer, List<T>> clusters = new LinkedHashMap<>();
        for (int i = 0; i < root.length; i++) {
            clusters.computeIfAbsent(find(root, i), first -> new ArrayList<>()).add(things.get(i));
        }
        return clusters.values().stream().map(List::copyOf).toList();
    }

    /** The smaller place is the root, so that the result does not depend on the order of the unions. */
    private static void union(int[] root, int one, int other) {
        int a = find(root, one);
        int b = find(root, other);
        root[Math.max(a, b)] = Math.min(a, b);
    }

    private static int find(int[] root, int place) {
        int at = place;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }
}
