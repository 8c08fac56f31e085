package org.zhuqi.platform.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.zhuqi.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The State Council's notice of one year: which days are off, and which weekend days are worked instead (调休).
 *
 * @param version stable and readable, derived from the content by {@link #of} and {@link #read}
 * @param papers the addresses where the notice was published
 * @param days only the days that the notice names, in order of their dates; some may lie in the December before the year
 */
public record HolidayNotice(int year, String version, List<String> papers, List<Day> days) {
    /** @param off false for a make-up workday */
    public record Day(LocalDate date, String name, boolean off) {}

    public HolidayNotice {
        if (year < CalendarRules.FIRST_YEAR || year > CalendarRules.LAST_YEAR) {
            throw new IllegalArgumentException("A holiday notice is for a year from " + CalendarRules.FIRST_YEAR
                    + " to " + CalendarRules.LAST_YEAR + ", and " + year + " is not.");
        }
        if (days.isEmpty()) {
            throw new IllegalArgumentException("The holiday notice for " + year
                    + " names no days. A year always has holidays, so this is no notice yet.");
        }
        papers = List.copyOf(papers);
        days = days.stream().sorted(Comparator.comparing(Day::date)).toList();
        LocalDate before = null;
        for (Day day : days) {
            requireInReach(year, day.date());
            if (day.date().equals(before)) {
                throw new IllegalArgumentException(
                        "The holiday notice for " + year + " names " + day.date() + " twice.");
            }
            before = day.date();
        }
    }

    /** The notice with these contents, and the version that follows from them. */
    public static HolidayNotice of(int year, List<String> papers, List<Day> days) {
        List<Day> ordered =
                days.stream().sorted(Comparator.comparing(Day::date)).toList();
        Fingerprint content = new Fingerprint().part(year);
        contents(content, papers, ordered);
        return new HolidayNotice(year, year + "-" + content.hex(8), papers, ordered);
    }

    /** The notices that come with the system, one a year. */
    public static List<HolidayNotice> shipped() {
        return Shipped.NOTICES;
    }

    /**
     * Reads one year's notice from JSON: {@code {"papers": ["https://…"], "days": [{"name": "元旦", "date": "2027-01-01",
     * "isOffDay": true}, …]}}, the form of the holiday-cn data set.
     *
     * @throws IllegalArgumentException with a sentence for people, if it is not such a notice for this year
     */
    public static HolidayNotice read(int year, String json) {
        JsonNode notice;
        try {
            notice = Json.MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "The holiday notice for " + year + " is not JSON: " + e.getOriginalMessage(), e);
        }
        return read(year, notice);
    }

    void describe(Fingerprint content) {
        content.part(year).part(version);
        contents(content, papers, days);
    }

    private static void contents(Fingerprint content, List<String> papers, List<Day> days) {
        content.size(papers);
        papers.forEach(content::part);
        content.size(days);
        days.forEach(day -> content.part(day.date()).part(day.name()).part(day.off()));
    }

    private static void requireInReach(int year, LocalDate date) {
        if (date.isBefore(LocalDate.of(year - 1, Month.DECEMBER, 1))
                || date.isAfter(LocalDate.of(year, Month.DECEMBER, 31))) {
            throw new IllegalArgumentException("The holiday notice for " + year + " names " + date
                    + ", and a notice names days of its own year and of the December before only.");
        }
    }

    private static HolidayNotice read(int year, JsonNode notice) {
        if (!notice.isObject()) {
            throw new IllegalArgumentException("The holiday notice for " + year
                    + " is not of the form {\"papers\": [\"https://…\"], \"days\": [{\"name\": \"元旦\", \"date\": \""
                    + year
                    + "-01-01\", \"isOffDay\": true}]}.");
        }
        JsonNode says = notice.path("year");
        if (says.isInt() && says.intValue() != year) {
            throw new IllegalArgumentException("This is the holiday notice for " + says.intValue() + ", not for " + year
                    + ", which it was given as.");
        }
        List<String> papers = new ArrayList<>();
        for (JsonNode paper : list(year, notice, "papers")) {
            if (!paper.isString()) {
                throw new IllegalArgumentException("The holiday notice for " + year
                        + " has an entry in \"papers\" that is not a text: " + paper + ".");
            }
            papers.add(paper.stringValue());
        }
        List<Day> days = new ArrayList<>();
        for (JsonNode day : list(year, notice, "days")) {
            days.add(day(year, days.size() + 1, day));
        }
        return of(year, papers, days);
    }

    private static Iterable<JsonNode> list(int year, JsonNode notice, String field) {
        JsonNode list = notice.path(field);
        if (!list.isArray()) {
            throw new IllegalArgumentException("The holiday notice for " + year + " has no list \"" + field + "\".");
        }
        return list;
    }

    private static Day day(int year, int number, JsonNode day) {
        JsonNode name = day.path("name");
        JsonNode date = day.path("date");
        JsonNode off = day.path("isOffDay");
        if (!name.isString() || name.stringValue().isBlank()) {
            throw incomplete(year, number, day, "\"name\", a text");
        }
        if (!date.isString()) {
            throw incomplete(year, number, day, "\"date\", a text such as \"" + year + "-01-01\"");
        }
        if (!off.isBoolean()) {
            throw incomplete(year, number, day, "\"isOffDay\", true or false");
        }
        try {
            return new Day(LocalDate.parse(date.stringValue()), name.stringValue(), off.booleanValue());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The holiday notice for " + year + " has \"" + date.stringValue() + "\" as the date of its day "
                            + number + ", which is no date; one looks like " + year + "-01-01.",
                    e);
        }
    }

    private static IllegalArgumentException incomplete(int year, int number, JsonNode day, String field) {
        return new IllegalArgumentException(
                "The holiday notice for " + year + " has no " + field + ", in its day " + number + ": " + day + ".");
    }

    /** Read on first use only: who brings notices of their own never touches the file. */
    private static final class Shipped {
        private static final String FILE = "holidays-cn.json";
        private static final List<HolidayNotice> NOTICES = load();

        private static List<HolidayNotice> load() {
            try (InputStream file = HolidayNotice.class.getResourceAsStream(FILE)) {
                if (file == null) {
                    throw new IllegalStateException(FILE + " is missing beside " + HolidayNotice.class);
                }
                List<HolidayNotice> notices = new ArrayList<>();
                for (Map.Entry<String, JsonNode> year :
                        Json.MAPPER.readTree(file).path("years").properties()) {
                    notices.add(read(Integer.parseInt(year.getKey()), year.getValue()));
                }
                return List.copyOf(notices);
            } catch (IOException e) {
                throw new IllegalStateException(FILE + " cannot be read", e);
            }
        }
    }
}
