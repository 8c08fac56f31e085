package org.zhuqi.allinone.verify;

import java.util.ArrayList;
import java.util.List;

/** One line of the verification's table: what was asked, of how many, and where it does not hold. */
public final class Check {
    private static final int MOST_NAMED = 20;

    private final String question;
    private long looked;
    private long faults;
    private final List<String> named = new ArrayList<>();

    public Check(String question) {
        this.question = question;
    }

    public void lookedAt(long more) {
        looked += more;
    }

    public void lookedAtOne() {
        looked++;
    }

    public void fault(String where) {
        faults++;
        if (named.size() < MOST_NAMED) {
            named.add(where);
        }
    }

    public String question() {
        return question;
    }

    public long looked() {
        return looked;
    }

    public long faults() {
        return faults;
    }

    /** The first places at which it does not hold. */
    public List<String> named() {
        return List.copyOf(named);
    }
}
