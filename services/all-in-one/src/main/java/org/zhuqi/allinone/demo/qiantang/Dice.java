package org.zhuqi.allinone.demo.qiantang;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Chance that comes out the same for the same seed. */
final class Dice {
    private static final Pattern RANGE = Pattern.compile("\\{(\\d+)-(\\d+)}");

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    /** Both ends included. */
    int between(int least, int most) {
        return least + random.nextInt(Math.max(1, most - least + 1));
    }

    boolean happens(double share) {
        return random.nextDouble() < share;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    <T> T one(List<T> of, ToIntFunction<T> weight) {
        int left = random.nextInt(of.stream().mapToInt(weight).sum());
        for (T each : of) {
            left -= weight.applyAsInt(each);
            if (left < 0) {
                return each;
            }
        }
        throw new IllegalStateException("the weights are negative");
    }

    <T> List<T> shuffled(List<T> of) {
        List<T> all = new ArrayList<>(of);
        Collections.shuffle(all, random);
        return all;
    }

    /** Puts a number into each range such as {@code {20-80}}. */
    String filledIn(String text) {
        return RANGE.matcher(text).replaceAll(range -> number(range));
    }

    private String number(MatchResult range) {
        int least = Integer.parseInt(range.group(1));
        int most = Integer.parseInt(range.group(2));
        int step = most >= 5000 ? 500 : most >= 1000 ? 50 : most >= 200 ? 10 : 1;
        return Integer.toString(least + step * between(0, (most - least) / step));
    }
}
