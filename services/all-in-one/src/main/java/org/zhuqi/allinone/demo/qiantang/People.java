package org.zhuqi.allinone.demo.qiantang;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.demo.PublishedCase;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.domain.CreditCode;

/**
 * Who takes part: invented enterprises and persons, on top of those with which the district begins, so that together there
 * are as many as were published.
 */
record People(List<Enterprise> enterprises, List<Officer> officers, Map<UnitId, AccountId> handlers) {
    static final AccountId COORDINATOR = new AccountId("qt-coordinator");
    static final AccountId SUPERVISOR = new AccountId("qt-supervisor");

    /** With which a district begins; they are paired, but file nothing here. */
    private static final int SHIPPED_ENTERPRISES = 4;

    private static final int SHIPPED_OFFICERS = 1;
    private static final String NOBODYS_YET = "qt-ent-004";

    private static final List<String> SHIPPED_HANDLERS = List.of("zrzy", "rsj", "zjj");
    private static final List<String> UNITS = List.of(
            "qwb", "zzb", "xcb", "tzb", "zfw", "qzfb", "fgj", "jxkj", "jyj", "gaj", "mzj", "sfj", "czj", "rsj", "zrzy",
            "sthj", "zjj", "jtj", "nyj", "swj", "wgj", "wjj", "yjj", "sjj", "scjg", "jrb", "zwfw", "sjzy", "zhzf",
            "swsj", "xfdd", "zsj", "hgbs", "gdgs", "swgs", "rqrl", "qfzx");

    private static final List<String> FIRST = List.of(
            "江", "钱", "云", "海", "天", "华", "东", "瑞", "恒", "正", "博", "智", "新", "泰", "宏", "嘉", "安", "明", "启", "凌", "远",
            "盛", "德", "中", "科", "亿", "联", "捷", "星", "金");
    private static final List<String> SECOND = List.of(
            "潮", "帆", "达", "诚", "润", "康", "拓", "源", "锐", "能", "创", "宇", "航", "丰", "晟", "维", "迈", "峰", "特", "盈", "信",
            "腾", "图", "合", "越", "芯", "禾", "森", "普", "立");
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红梅建国志晓文海波宇婷佳慧思远";

    record Line(@Nullable String chain, List<String> trades, int weight) {}

    private static final List<Line> LINES = List.of(
            new Line("qt-semiconductors", List.of("微电子", "半导体", "集成电路", "光电"), 11),
            new Line("qt-life-health", List.of("生物医药", "医疗器械", "生物科技", "健康科技"), 18),
            new Line("qt-smart-vehicles", List.of("智能装备", "汽车零部件", "精密机械", "自动化设备"), 24),
            new Line("qt-aerospace", List.of("航空科技", "航空零部件"), 5),
            new Line("qt-advanced-materials", List.of("新材料", "高分子材料", "化工科技"), 15),
            new Line(null, List.of("纺织", "食品", "供应链管理", "包装", "软件技术", "电子商务"), 27));

    record Town(String place, int weight) {}

    private static final List<Town> TOWNS = List.of(
            new Town("qt-xiasha", 17),
            new Town("qt-baiyang", 16),
            new Town("qt-hezhuang", 12),
            new Town("qt-yipeng", 9),
            new Town("qt-xinwan", 6),
            new Town("qt-linjiang", 9),
            new Town("qt-qianjin", 6),
            new Town("qt-medicine-port", 9),
            new Town("qt-chip-valley", 6),
            new Town("qt-linjiang-park", 10));

    record Size(EnterpriseSize size, int weight, int asks) {}

    private static final List<Size> SIZES = List.of(
            new Size(EnterpriseSize.LARGE, 6, 6),
            new Size(EnterpriseSize.MEDIUM, 21, 4),
            new Size(EnterpriseSize.SMALL, 45, 2),
            new Size(EnterpriseSize.MICRO, 28, 1));

    /** @param asks how often it asks for help, compared with others */
    record Enterprise(
            EnterpriseId id,
            String name,
            String creditCode,
            EnterpriseSize size,
            @Nullable ChainId chain,
            PlaceId place,
            AccountId account,
            AccountId officer,
            int asks) {

        Actor asItself() {
            return new Actor(account, Role.ENTERPRISE, id, null);
        }
    }

    record Officer(AccountId id, String name, UnitId unit, List<String> looksAfter) {}

    static People invented(Dice dice) {
        int firms = PublishedCase.QIANTANG_2023.enterprises() - SHIPPED_ENTERPRISES;
        int officials = PublishedCase.QIANTANG_2023.officers() - SHIPPED_OFFICERS;
        List<UnitId> units =
                UNITS.stream().map(unit -> new UnitId("qt-" + unit)).toList();
        List<Enterprise> enterprises = new ArrayList<>();
        List<String> names = dice.shuffled(FIRST.stream()
                .flatMap(first -> SECOND.stream().map(second -> first + second))
                .toList());
        for (int i = 0; i < firms; i++) {
            // Everybody has one at least, some have two.
            int officer = i < officials ? i : dice.between(0, officials - 1);
            enterprises.add(enterprise(i, names.get(i), officer(officer), dice));
        }
        Map<AccountId, List<String>> pairs = enterprises.stream()
                .collect(Collectors.groupingBy(
                        Enterprise::officer, Collectors.mapping(Enterprise::creditCode, Collectors.toList())));
        pairs.merge(officer(0), List.of(NOBODYS_YET), (paired, more) -> {
            List<String> both = new ArrayList<>(paired);
            both.addAll(more);
            return both;
        });
        List<Officer> officers = IntStream.range(0, officials)
                .mapToObj(i -> new Officer(
                        officer(i), person(dice), dice.one(units), Objects.requireNonNull(pairs.get(officer(i)))))
                .toList();
        Map<UnitId, AccountId> handlers = new HashMap<>();
        for (String unit : UNITS) {
            String id = (SHIPPED_HANDLERS.contains(unit) ? "qt-handler-" : "qt-2023-handler-") + unit;
            handlers.put(new UnitId("qt-" + unit), new AccountId(id));
        }
        return new People(List.copyOf(enterprises), officers, Map.copyOf(handlers));
    }

    private static AccountId officer(int number) {
        return new AccountId("qt-2023-o%03d".formatted(number + 1));
    }

    private static Enterprise enterprise(int i, String name, AccountId officer, Dice dice) {
        Line line = dice.one(LINES, Line::weight);
        Size size = dice.one(SIZES, Size::weight);
        return new Enterprise(
                new EnterpriseId("qt-2023-e%03d".formatted(i + 1)),
                "杭州%s%s有限公司（虚构）".formatted(name, dice.one(line.trades())),
                creditCode(i + 1),
                size.size(),
                line.chain() == null ? null : new ChainId(line.chain()),
                new PlaceId(dice.one(TOWNS, Town::weight).place()),
                new AccountId("qt-2023-p%03d".formatted(i + 1)),
                officer,
                size.asks());
    }

    private static String person(Dice dice) {
        String surname = letter(SURNAMES, dice);
        return surname + letter(GIVEN, dice) + (dice.happens(0.7) ? letter(GIVEN, dice) : "");
    }

    private static String letter(String of, Dice dice) {
        int at = dice.between(0, of.length() - 1);
        return of.substring(at, at + 1);
    }

    /** Of an enterprise registered in Qiantang (330114); the organisation's part has its own check digit, GB 11714-1997. */
    private static String creditCode(int number) {
        String body = "MADQ%04d".formatted(number);
        int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
        int sum = IntStream.range(0, 8)
                .map(i -> Character.digit(body.charAt(i), 36) * weights[i])
                .sum();
        int check = (11 - sum % 11) % 11;
        String first = "91330114" + body + (check == 10 ? "X" : Integer.toString(check));
        return "0123456789ABCDEFGHJKLMNPQRTUWXY"
                .chars()
                .mapToObj(last -> first + (char) last)
                .filter(code -> CreditCode.read(code) instanceof CreditCode.Reading.Good)
                .findFirst()
                .orElseThrow();
    }

    /** With those that were there before. */
    int allEnterprises() {
        return enterprises.size() + SHIPPED_ENTERPRISES;
    }

    /** With those that were there before. */
    int allOfficers() {
        return officers.size() + SHIPPED_OFFICERS;
    }

    Actor handlerOf(UnitId unit) {
        return new Actor(Objects.requireNonNull(handlers.get(unit)), Role.HANDLER, null, unit);
    }

    static Actor coordinator() {
        return new Actor(COORDINATOR, Role.COORDINATOR, null, null);
    }

    // -- the lists, as the directory takes them ---------------------------------------------------------------------

    String enterprisesAsCsv() {
        return csv(
                "企业名称,统一社会信用代码,规模,产业链,镇街园区,编号",
                enterprises.stream()
                        .map(it -> List.of(
                                it.name(),
                                it.creditCode(),
                                it.size().zh(),
                                it.chain() == null ? "" : it.chain().text(),
                                it.place().text(),
                                it.id().text()))
                        .toList());
    }

    String officersAsCsv() {
        return csv(
                "姓名,登录名,单位,结对企业,编号",
                officers.stream()
                        .map(it -> List.of(
                                it.name(),
                                it.id().text(),
                                it.unit().text(),
                                String.join(";", it.looksAfter()),
                                it.id().text()))
                        .toList());
    }

    /** One for each enterprise, and a handler for each unit that has none yet. */
    String accountsAsCsv() {
        List<List<String>> rows = new ArrayList<>();
        enterprises.forEach(it -> rows.add(List.of(
                it.account().text(),
                "联络员",
                Role.ENTERPRISE.zh(),
                "",
                it.id().text(),
                it.account().text())));
        handlers.entrySet().stream()
                .filter(it -> it.getValue().text().startsWith("qt-2023-"))
                .sorted(Map.Entry.comparingByKey((one, other) -> one.text().compareTo(other.text())))
                .forEach(it -> rows.add(List.of(
                        it.getValue().text(),
                        "经办员",
                        Role.HANDLER.zh(),
                        it.getKey().text(),
                        "",
                        it.getValue().text())));
        return csv("登录名,姓名,角色,单位,企业,编号", rows);
    }

    private static String csv(String header, List<List<String>> rows) {
        return rows.stream().map(row -> String.join(",", row)).collect(Collectors.joining("\n", header + "\n", "\n"));
    }
}
