package org.zhuqi.contracts.generated;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.contracts.rule.CalendarAnnounced.Interval;
import org.zhuqi.contracts.rule.PolicyAnnounced;

/** Rules as they are announced. */
final class RuleStory {
    private static final DistrictId QIANTANG = new DistrictId("QT");

    static final List<Announcement> TOLD = List.of(
            new Announcement(
                    Announcement.Kind.RULE,
                    "policy-announced",
                    PolicyAnnounced.CE_TYPE,
                    "policy-announced 时效规则生效",
                    "policy/135-staged@1",
                    new PolicyAnnounced(
                            "135-staged@1",
                            QIANTANG,
                            Instant.parse("2022-12-31T16:00:00Z"),
                            null,
                            new PolicyAnnounced.ObjectionWindow("1 working day", "NEXT_DAY"))),
            new Announcement(
                    Announcement.Kind.RULE,
                    "calendar-announced",
                    CalendarAnnounced.CE_TYPE,
                    "calendar-announced 工作日历",
                    "calendar/QT",
                    new CalendarAnnounced(
                            QIANTANG,
                            "3f1c0a9b7d2e",
                            "Asia/Shanghai",
                            "STATE_COUNCIL_NOTICES",
                            List.of(new Interval("08:30", "12:00"), new Interval("13:30", "17:30")),
                            List.of(new CalendarAnnounced.Notice(
                                    2023,
                                    "2023-0d9f3c1e",
                                    List.of("http://www.gov.cn/zhengce/content/2022-12/08/content_5730844.htm"),
                                    List.of(
                                            new CalendarAnnounced.NoticeDay(LocalDate.of(2023, 1, 1), "元旦", true),
                                            new CalendarAnnounced.NoticeDay(LocalDate.of(2023, 4, 23), "劳动节", false)))),
                            List.of(new CalendarAnnounced.OwnDay(
                                    LocalDate.of(2023, 9, 23),
                                    false,
                                    List.of(new Interval("08:30", "12:00")),
                                    "亚运会开幕日放假（示例）")))));

    private RuleStory() {}
}
