package org.zhuqi.metrics.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Printing;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.Period;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/**
 * Reads from an address for which period, cut-off, part of the district and groups figures are asked, and narrows it to what the
 * caller may see. Days are those of the district's own time zone; both days of a period belong to it, and a cut-off that is a day
 * means its end.
 */
public final class Asking {
    /** What every address takes that counts something. */
    public static final Set<String> NAMES = Set.of(
            "from",
            "to",
            "at",
            "basis",
            "variant",
            "unit",
            "chain",
            "place",
            "item",
            "officer",
            "enterprise",
            "size",
            "district",
            "decimals",
            "rounding");

    private static final Set<String> OF_SHARES = Set.of("variant", "decimals", "rounding");

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int MOST_GROUPS = 2;
    /** Also keeps an instant within what the database knows. */
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);
    private static final String EVERY_DISTRICT = "all";
    /** As it is written for those without a value. */
    private static final String NONE = "none";

    private final CalendarTable calendars;
    private final Printing printing;
    private final InstantSource now;

    public Asking(CalendarTable calendars, Printing printing, InstantSource now) {
        this.calendars = calendars;
        this.printing = printing;
        this.now = now;
    }

    /**
     * What an address asks for.
     *
     * @param fromDay the period's first day
     * @param toDay its last day
     * @param zone of the district
     * @param print how the district prints: the one that is asked for; the caller's own if it is several
     */
    public record Read(Question question, LocalDate fromDay, LocalDate toDay, ZoneId zone, Printing.Stored print) {
        public Period period() {
            return new Period(fromDay, toDay);
        }
    }

    public ZoneId zone(DistrictId district) {
        WorkingCalendar calendar = calendars.of(district);
        return calendar == null ? CHINA : calendar.zone();
    }

    /** @param more parameters beside {@link #NAMES} that this address takes */
    public Read read(HttpServletRequest request, Caller caller, Set<String> more) {
        Set<String> known = new TreeSet<>(NAMES);
        known.addAll(more);
        return readOnly(request, caller, known);
    }

    /** The same for an address that has to do with times: these have no variants and are no shares. */
    public Read readOfTimes(HttpServletRequest request, Caller caller, Set<String> more) {
        Set<String> known = new TreeSet<>(NAMES);
        known.removeAll(OF_SHARES);
        known.addAll(more);
        return readOnly(request, caller, known);
    }

    private Read readOnly(HttpServletRequest request, Caller caller, Set<String> known) {
        Parameters.allowOnly(known, request);
        ZoneId zone = zone(caller.district());
        Instant present = now.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = present.atZone(zone).toLocalDate();
        LocalDate to = day(request, "to", today);
        LocalDate from = day(request, "from", to.withDayOfMonth(1));
        if (to.isBefore(from)) {
            throw Problem.badRequest(
                            "The period ends on %s, before it begins on %s.".formatted(to, from),
                            "统计期结束日 %s 早于开始日 %s。".formatted(to, from))
                    .asException();
        }
        Instant at = Parameters.optional(
                "at",
                request.getParameter("at"),
                text -> cutOff(text, zone),
                "2023-11-30 or 2023-11-30T18:00:00+08:00");
        Scope scope = scope(request, caller);
        return new Read(
                new Question(
                        scope,
                        from.atStartOfDay(zone).toInstant(),
                        to.plusDays(1).atStartOfDay(zone).toInstant(),
                        at == null ? present : at,
                        by(request),
                        List.of()),
                from,
                to,
                zone,
                printing.of(
                        scope.districts().size() == 1
                                ? scope.districts().iterator().next()
                                : caller.district()));
    }

    private static LocalDate day(HttpServletRequest request, String name, LocalDate otherwise) {
        LocalDate day = Parameters.optional(name, request.getParameter(name), Asking::day, "2023-01-01");
        return day == null ? otherwise : day;
    }

    static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw new DateTimeException(text);
        }
        return day;
    }

    /** The last microsecond of a day, or an instant. */
    static Instant cutOff(String text, ZoneId zone) {
        if (text.length() == "2023-11-30".length()) {
            return day(text).plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
        }
        Instant at = Parameters.time(text).truncatedTo(ChronoUnit.MICROS);
        day(at.atZone(zone).toLocalDate().toString());
        return at;
    }

    private static List<Dimension> by(HttpServletRequest request) {
        String text = request.getParameter("by");
        List<Dimension> by = Parameters.optional("by", text, Asking::dimensions, "unit, or item,month");
        return by == null ? List.of() : by;
    }

    private static List<Dimension> dimensions(String text) {
        List<Dimension> by = Arrays.stream(text.split(",", -1))
                .map(name -> Dimension.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .toList();
        if (by.size() > MOST_GROUPS || Set.copyOf(by).size() != by.size()) {
            throw new IllegalArgumentException(text);
        }
        return by;
    }

    private static Scope scope(HttpServletRequest request, Caller caller) {
        Map<Dimension, Set<String>> only = new EnumMap<>(Dimension.class);
        only(request, only, Dimension.UNIT, UnitId::of, "qt-rsj");
        only(request, only, Dimension.CHAIN, ChainId::of, "qt-chip");
        only(request, only, Dimension.PLACE, PlaceId::of, "qt-xiasha");
        only(request, only, Dimension.ITEM, CatalogueItemId::of, "qt-rz");
        only(request, only, Dimension.OFFICER, AccountId::of, "officer-1");
        only(request, only, Dimension.ENTERPRISE, EnterpriseId::of, "enterprise-1");
        only(request, only, Dimension.SIZE, EnterpriseSize::valueOf, "SMALL");
        return new Scope(districts(request, caller), caller.jurisdiction(), narrowed(caller, only));
    }

    /** All that the caller may see of the district that the caller has turned to. */
    static Scope reach(Caller caller) {
        return new Scope(
                Set.of(caller.district()), caller.jurisdiction(), narrowed(caller, new EnumMap<>(Dimension.class)));
    }

    private static Map<Dimension, Set<String>> narrowed(Caller caller, Map<Dimension, Set<String>> only) {
        if (caller.role() == Role.HANDLER) {
            only.put(Dimension.UNIT, ownUnit(caller, only.get(Dimension.UNIT)));
        }
        if (caller.role() == Role.OFFICER) {
            only.put(Dimension.OFFICER, Set.of(caller.account().text()));
        }
        return only;
    }

    private static Set<String> ownUnit(Caller caller, @Nullable Set<String> asked) {
        Set<String> own =
                caller.unit() == null ? Set.of() : Set.of(caller.unit().text());
        if (asked != null && !own.containsAll(asked)) {
            throw Problem.notFound(
                            "There is no unit %s whose figures you may see.".formatted(String.join(", ", asked)),
                            "没有您可查看的单位 %s。".formatted(String.join("、", asked)))
                    .asException();
        }
        return own;
    }

    private static Set<DistrictId> districts(HttpServletRequest request, Caller caller) {
        String asked = request.getParameter("district");
        if (asked == null || asked.equals(caller.district().text())) {
            return Set.of(caller.district());
        }
        if (!caller.allDistricts()) {
            throw Problem.notFound(
                            "There is no district %s whose figures you may see.".formatted(asked),
                            "没有您可查看的区县 %s。".formatted(asked))
                    .asException();
        }
        if (asked.equals(EVERY_DISTRICT)) {
            return Set.of();
        }
        DistrictId district = Parameters.optional("district", asked, DistrictId::of, "QT, or all");
        return district == null ? Set.of(caller.district()) : Set.of(district);
    }

    private static <T> void only(
            HttpServletRequest request,
            Map<Dimension, Set<String>> only,
            Dimension dimension,
            Function<String, T> reader,
            String example) {
        String name = dimension.name().toLowerCase(Locale.ROOT);
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return;
        }
        Set<String> wanted = new HashSet<>();
        for (String value : values) {
            for (String one : value.split(",", -1)) {
                if (one.equals(NONE)) {
                    wanted.add("");
                } else {
                    Parameters.all(name, List.of(one), reader, example);
                    wanted.add(one);
                }
            }
        }
        only.put(dimension, wanted);
    }

    /** The figure of a path in the definition that the address names; what it does not say, the district's settings do. */
    public Asked asked(String key, Read read, HttpServletRequest request) {
        Figure figure = Figures.find(key).orElseThrow(() -> unknown(key));
        return asked(figure, read, request);
    }

    /** All figures that the address names, or all there are. Where a figure has no such basis or variant, its first is meant. */
    public List<Asked> figures(Read read, HttpServletRequest request) {
        String text = request.getParameter("figure");
        if (text == null || text.isEmpty()) {
            Basis basis = basis(request);
            return Figures.ALL.stream()
                    .map(figure -> new Asked(
                            figure,
                            read.print()
                                    .rules()
                                    .definition(figure, basis, variant(request))
                                    .orElseGet(figure::main)))
                    .toList();
        }
        List<Asked> asked = new ArrayList<>();
        for (String key : text.split(",", -1)) {
            asked.add(asked(key.strip(), read, request));
        }
        return asked;
    }

    private static Asked asked(Figure figure, Read read, HttpServletRequest request) {
        Definition definition = read.print()
                .rules()
                .definition(figure, basis(request), variant(request))
                .orElseThrow(() -> Problem.badRequest(
                                "The figure '%s' is not counted that way; known here: %s."
                                        .formatted(figure.key(), ways(figure)),
                                "指标“%s”没有该口径；可用口径：%s。".formatted(figure.key(), ways(figure)))
                        .asException());
        return new Asked(figure, definition);
    }

    private static @Nullable String variant(HttpServletRequest request) {
        String variant = request.getParameter("variant");
        return variant == null || variant.isEmpty() ? null : variant;
    }

    private static String ways(Figure figure) {
        return String.join(
                ", ",
                figure.definitions().stream()
                        .map(it -> "basis=%s&variant=%s".formatted(it.basis(), it.variant()))
                        .toList());
    }

    static @Nullable Basis basis(HttpServletRequest request) {
        return Parameters.optional("basis", request.getParameter("basis"), Basis::valueOf, "RECEIVED");
    }

    static RuntimeException unknown(String key) {
        return Problem.notFound(
                        "There is no figure '%s'; GET /api/v1/metrics/definitions lists them.".formatted(key),
                        "没有指标“%s”；可用指标见 GET /api/v1/metrics/definitions。".formatted(key))
                .asException();
    }

    /** How shares of a figure are printed: as asked for, else as the district's settings say. */
    public Rounding rounding(HttpServletRequest request, Read read, Figure figure) {
        return rounding(request, read.print().rules().rounding(figure));
    }

    /** How shares that belong to no figure are printed: as asked for, else as given. */
    public Rounding rounding(HttpServletRequest request, Rounding otherwise) {
        Integer decimals = Parameters.optional(
                "decimals",
                request.getParameter("decimals"),
                text -> new BigDecimal(text).intValueExact(),
                "1 (0 to 4)");
        Rounding.Mode mode = Parameters.optional(
                "rounding", request.getParameter("rounding"), Rounding.Mode::valueOf, "HALF_UP or TRUNCATE");
        if (decimals != null && (decimals < 0 || decimals > Rounding.MOST_DECIMALS)) {
            throw Parameters.refuse("decimals", Integer.toString(decimals), "1 (0 to 4)");
        }
        return new Rounding(decimals == null ? otherwise.decimals() : decimals, mode == null ? otherwise.mode() : mode);
    }
}
