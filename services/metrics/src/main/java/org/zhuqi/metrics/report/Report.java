package org.zhuqi.metrics.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.zhuqi.contracts.Sentence;

/**
 * What is printed about a period.
 *
 * @param facts what the figures rest on, shown before them: period, cut-off, district, rounding, versions
 * @param made when the figures were asked for; it also stands in the file's own data, so that the same report makes the
 *     same PDF, byte for byte
 * @param zone in which every instant is shown
 */
public record Report(Sentence title, List<Fact> facts, List<Section> sections, Instant made, ZoneId zone) {
    public Report {
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
    }

    /** One thing that the figures rest on. */
    public record Fact(Sentence name, Sentence value) {}
}
