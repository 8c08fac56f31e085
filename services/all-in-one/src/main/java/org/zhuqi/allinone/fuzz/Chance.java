package org.zhuqi.allinone.fuzz;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Chance that comes out the same for the same seed and number, whoever asks before or after. */
final class Chance {
    private final Random random;

    private Chance(long seed) {
        random = new Random(seed);
    }

    /** That of one case among many. */
    static Chance of(long seed, long number) {
        // SplitMix64's finisher: neighbours must have nothing in common.
        long mixed = seed + (number + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return new Chance(mixed ^ (mixed >>> 31));
    }

    boolean happens(double share) {
        return random.nextDouble() < share;
    }

    /** Below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    long between(long least, long most) {
        return most <= least ? least : random.nextLong(least, most == Long.MAX_VALUE ? most : most + 1);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... of) {
        return of[random.nextInt(of.length)];
    }

    UUID uuid() {
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
