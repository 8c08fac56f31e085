package org.zhuqi.metrics.application.export;

import java.util.regex.Pattern;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.report.ReportLanguage;
import org.zhuqi.platform.directory.KnownDirectory;

/** What a file is called, such as 钱塘-2023-01至2023-11.xlsx. */
final class FileNames {
    /** What some file system does not take, and what no name needs. */
    private static final Pattern UNFIT = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}\\s]+");

    private static final Pattern KIND_OF_DISTRICT = Pattern.compile("(?<=..)(区|县|市)$");

    private FileNames() {}

    static String of(ExportOrder order, KnownDirectory directory) {
        ReportLanguage language = order.manner().language();
        String district = language.of(
                ReportNames.districts(directory, order.question().scope().districts()));
        String content = switch (order.content().kind()) {
            case REPORT -> "";
            case FIGURES -> language.of("-figures", "-指标");
            case TICKETS -> language.of("-tickets", "-诉求单");
            case CASES -> "-" + figure(order.content(), language);
        };
        String name = KIND_OF_DISTRICT.matcher(district).replaceFirst("")
                + "-"
                + language.of(new PeriodWords(order.from(), order.to()).inNames())
                + content;
        return UNFIT.matcher(name).replaceAll("-") + "." + order.format().ending();
    }

    private static String figure(ExportContent content, ReportLanguage language) {
        String key = content.figure() == null ? "" : content.figure();
        Sentence name = Figures.find(key).map(Figure::name).orElse(new Sentence(key, key));
        return language.of(name);
    }
}
