package org.zhuqi.metrics.application;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.StockRows;

/** Answers how a figure went: a value per stretch of its period. */
public final class Charting {
    private final Counting counting;
    private final StockRows stock;
    private final FigureRows rows;

    public Charting(Counting counting, StockRows stock, FigureRows rows) {
        this.counting = counting;
        this.stock = stock;
        this.rows = rows;
    }

    /** A value per bucket of the question, in order: of what was received or happened in it, or of what stood at its end. */
    public List<Value> series(Asked asked, Question question) {
        if (asked.definition().basis() != Basis.STANDING) {
            return counting.series(asked, question);
        }
        return stock.of(rows.serving(), asked.definition(), counting.knownSizes(question), cutOffs(question)).stream()
                .map(it ->
                        new Value(it.numerator(), asked.definition().isShare() ? Long.valueOf(it.denominator()) : null))
                .toList();
    }

    /** The last instant of each bucket, but none after the question's cut-off. */
    public static List<Instant> cutOffs(Question question) {
        List<Instant> cutOffs = new ArrayList<>();
        for (int bucket = 0; bucket < question.buckets().size(); bucket++) {
            Instant behind =
                    bucket + 1 < question.buckets().size() ? question.buckets().get(bucket + 1) : question.to();
            Instant last = behind.minus(1, ChronoUnit.MICROS);
            cutOffs.add(last.isAfter(question.at()) ? question.at() : last);
        }
        return cutOffs;
    }
}
