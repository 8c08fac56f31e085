package org.zhuqi.metrics.application;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.MeasuredTime;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.TimeRows;
import org.zhuqi.metrics.postgres.TimeRows.Asked;
import org.zhuqi.metrics.postgres.TimeRows.Position;
import org.zhuqi.metrics.postgres.TimeRows.Stretch;
import org.zhuqi.metrics.postgres.TimeRows.Summary;
import org.zhuqi.metrics.postgres.TimeRows.Summed;
import org.zhuqi.metrics.postgres.TimeRows.Timed;
import org.zhuqi.platform.directory.KnownDirectory;

/** Answers how long things took: in whole, in groups, as a chart, and who is behind a stretch of it. */
public final class Measuring {
    private final TimeRows rows;
    private final FigureRows figures;
    private final Counting counting;
    private final KnownDirectory directory;

    public Measuring(TimeRows rows, FigureRows figures, Counting counting, KnownDirectory directory) {
        this.rows = rows;
        this.figures = figures;
        this.counting = counting;
        this.directory = directory;
    }

    /** @param by a value per dimension asked for, the empty text where there is none; of months such as 2023-01 */
    public record Group(List<String> by, Summary summary) {}

    /** How many took at least {@code from} and less than {@code below} seconds; null: without end. */
    public record Bar(long from, @Nullable Long below, long count) {}

    /** @param whole null if there is nothing; then there are neither bars nor groups */
    public record Answer(@Nullable Summary whole, List<Bar> bars, List<Group> groups) {}

    public Answer times(MeasuredTime time, Basis basis, Question question, ZoneId zone) {
        int build = figures.serving();
        Asked asked = asked(time, basis, question, zone);
        List<Summed> summed = rows.summaries(build, asked);
        Summary whole = summed.getFirst().summary();
        if (whole == null) {
            return new Answer(null, List.of(), List.of());
        }
        List<Long> edges = Bars.edges(whole.percentiles().getLast(), whole.max());
        List<Long> counts = rows.histogram(build, asked, edges);
        List<Bar> bars = new ArrayList<>();
        for (int index = 0; index < edges.size(); index++) {
            bars.add(new Bar(
                    edges.get(index), index + 1 < edges.size() ? edges.get(index + 1) : null, counts.get(index)));
        }
        List<Group> groups = new ArrayList<>();
        for (Summed each : summed) {
            if (each.by() != null && each.summary() != null) {
                groups.add(new Group(named(each.by(), asked.question(), zone), each.summary()));
            }
        }
        groups.sort(Comparator.comparing(group -> String.join("\n", group.by())));
        return new Answer(whole, bars, List.copyOf(groups));
    }

    /** The longest first. */
    public List<Timed> cases(
            MeasuredTime time,
            Basis basis,
            Question question,
            ZoneId zone,
            Stretch stretch,
            @Nullable Position after,
            int limit) {
        return rows.cases(figures.serving(), asked(time, basis, question, zone), stretch, after, limit);
    }

    private Asked asked(MeasuredTime time, Basis basis, Question question, ZoneId zone) {
        Question known = counting.knownSizes(question);
        return new Asked(
                time,
                basis,
                question.by().contains(Dimension.MONTH)
                        ? new Question(
                                known.scope(),
                                known.from(),
                                known.to(),
                                known.at(),
                                known.by(),
                                Counting.months(known.from(), known.to(), zone))
                        : known,
                question.by().contains(Dimension.SIZE) ? sizes(question.scope().districts()) : Map.of());
    }

    private Map<EnterpriseId, String> sizes(Set<DistrictId> districts) {
        Map<EnterpriseId, String> sizes = new HashMap<>();
        for (DirectoryEntry.District district : directory.districts()) {
            if (districts.isEmpty() || districts.contains(district.district())) {
                for (DirectoryEntry.Enterprise enterprise : directory.enterprises(district.district())) {
                    if (enterprise.size() != null) {
                        sizes.put(enterprise.enterprise(), enterprise.size().name());
                    }
                }
            }
        }
        return sizes;
    }

    private static List<String> named(List<String> by, Question question, ZoneId zone) {
        int month = question.by().indexOf(Dimension.MONTH);
        if (month < 0) {
            return by;
        }
        int bucket = Integer.parseInt(by.get(month));
        List<String> named = new ArrayList<>(by);
        named.set(
                month,
                bucket < 0
                        ? ""
                        : YearMonth.from(question.buckets().get(bucket).atZone(zone))
                                .toString());
        return named;
    }
}
