package org.zhuqi.metrics.application;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.domain.Condition;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.FlowRows;

/** Answers which way tickets went, and which tickets went it. */
public final class Following {
    /** What is counted, for people. */
    public static final Sentence SENTENCE = new Sentence(
            "Of the tickets collected in the period, as far as they had gone by the cut-off: how many went to which unit"
                    + " first, how many from which unit to which other in which turn, and what came of those that the last"
                    + " unit has.",
            "统计期内收集的诉求单，截至统计时点：首次派往各单位的件数，逐次由各单位转往其他单位的件数，以及在最后承办单位的办理结果。");

    private static final FlowRows.Followed FOLLOWED =
            new FlowRows.Followed(Figures.COLLECTED, numerator("closed-rate"), numerator("solved-rate"));

    private final FlowRows rows;
    private final FigureRows figures;

    public Following(FlowRows rows, FigureRows figures) {
        this.rows = rows;
        this.figures = figures;
    }

    /** The widest first. */
    public List<FlowRows.Link> links(Question question) {
        return rows.links(figures.serving(), FOLLOWED, question);
    }

    /** The last received first. */
    public List<FlowRows.Gone> tickets(
            Question question, FlowRows.Way way, FlowRows.@Nullable Position after, int limit) {
        return rows.tickets(figures.serving(), FOLLOWED, question, way, after, limit);
    }

    private static Condition numerator(String figure) {
        return Figures.find(figure).orElseThrow().main().numerator();
    }
}
