package org.zhuqi.metrics.application.export;

import java.time.LocalDate;
import java.time.ZoneId;
import org.zhuqi.metrics.application.Question;

/**
 * What is asked for, as it was when it was asked: a file shows what its caller was then allowed to see.
 *
 * @param from the period's first day
 * @param to its last day
 * @param zone in which days begin
 */
public record ExportOrder(
        ExportFormat format,
        ExportContent content,
        Question question,
        LocalDate from,
        LocalDate to,
        ZoneId zone,
        Manner manner) {}
