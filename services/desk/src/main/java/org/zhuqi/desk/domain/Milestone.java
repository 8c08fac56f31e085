package org.zhuqi.desk.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A step of the plan with which an open call was claimed. */
public record Milestone(
        String title, LocalDate due, @Nullable Instant reachedAt) {}
