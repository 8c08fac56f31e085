package org.zhuqi.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.routing.Experience;
import org.zhuqi.dispatch.domain.routing.Matter;
import org.zhuqi.dispatch.domain.routing.Menu.Dish;
import org.zhuqi.dispatch.domain.routing.Replay;

/**
 * A year of an invented district, in which it is known who really solves what. The category table is right for most of it;
 * what it does not know is planted: words that make another bureau's affair of it, a park whose office settles what concerns
 * the park, an item whose default is simply wrong, and a duty that goes to another bureau in July. One ticket in ten has
 * nothing to do with any of it: anybody solves it.
 */
final class PlantedHistory {
    static final Instant BEGIN = Instant.parse("2023-01-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2023-07-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final double NOISE = 0.1;
    private static final double IN_A_PARK = 0.25;

    /**
     * What is ordered.
     *
     * @param unit that the category table names
     * @param about what enterprises write about
     */
    private record Topic(String item, String category, String unit, List<String> about) {}

    private static final List<Topic> TOPICS = List.of(
            new Topic("land", "用地", "planning", List.of("厂房不动产权证", "用地指标申请", "土地出让合同变更", "规划许可调整", "厂房竣工核实")),
            new Topic("labour", "用工", "labour", List.of("节后招工困难", "社保缴费基数", "工伤认定进度", "员工培训补贴", "劳务派遣备案")),
            new Topic("school", "子女就学", "education", List.of("员工子女入学", "随迁子女学位", "幼儿园名额", "转学手续")),
            new Topic("finance", "融资", "finance", List.of("流动资金贷款", "授信额度不足", "应收账款质押", "股权融资对接", "担保费用")),
            new Topic("tax", "税费", "tax", List.of("留抵退税进度", "发票额度提高", "研发费用加计扣除", "出口退税")),
            new Topic("policy", "政策兑现", "economy", List.of("技改补贴兑现", "数字化改造奖补", "首台套奖励", "专精特新申报")),
            new Topic("science", "科技", "science", List.of("高新技术企业申报", "技术合同登记", "创新券使用", "产学研对接")),
            new Topic("market", "证照", "market", List.of("营业执照变更", "专利预审", "特种设备检验", "食品许可证")),
            new Topic("environment", "环评", "environment", List.of("环评批复进度", "排污许可证变更", "危废处置", "废水纳管")),
            new Topic("safety", "安全生产", "emergency", List.of("危化品仓库验收", "安全生产标准化", "应急预案备案")),
            new Topic("power", "电", "power", List.of("用电扩容", "频繁停电", "双回路供电", "光伏并网")),
            new Topic("transport", "交通", "transport", List.of("货车通行证", "公交线路延伸", "门口道路破损", "物流停车场")),
            new Topic("trade", "外贸", "commerce", List.of("境外展会补贴", "出口订单下滑", "跨境电商备案", "海外仓租金")),
            new Topic("approval", "项目审批", "reform", List.of("项目立项备案", "节能审查", "审批流程缓慢", "初步设计批复")));

    private static final List<String> STORIES = List.of(
            "我公司多次咨询未果，希望协调解决。",
            "影响企业正常生产经营，请尽快处理。",
            "已提交材料两个月，仍无答复。",
            "希望相关部门上门指导。",
            "因扩大产能需要，恳请支持。",
            "窗口答复不一致，请明确办理要求。");

    private static final List<PlaceId> PARKS = List.of(new PlaceId("east-park"), new PlaceId("west-park"));
    private static final List<String> OF_THE_PARK = List.of("园区食堂", "园区班车", "园区物业", "园区宿舍");

    private final Random random;

    PlantedHistory(long seed) {
        random = new Random(seed);
    }

    static List<UnitId> units() {
        List<UnitId> units = new ArrayList<>(
                TOPICS.stream().map(topic -> new UnitId(topic.unit())).toList());
        units.addAll(List.of(new UnitId("housing"), new UnitId("east-park-office"), new UnitId("west-park-office")));
        return List.copyOf(units);
    }

    /** In the order of time. */
    List<Replay.Past> tickets(int howMany) {
        List<Replay.Past> tickets = new ArrayList<>();
        for (int index = 0; index < howMany; index++) {
            tickets.add(ticket(index, BEGIN.plus(YEAR.multipliedBy(index).dividedBy(howMany))));
        }
        return tickets;
    }

    private Replay.Past ticket(int index, Instant at) {
        Topic topic = any(TOPICS);
        String about = any(topic.about());
        PlaceId place = random.nextDouble() < IN_A_PARK ? any(PARKS) : null;
        String title = about;
        boolean fire = topic.item().equals("land") && random.nextDouble() < 0.3;
        if (fire) {
            title += any(List.of("消防验收", "消防通道", "消防整改"));
        } else if (place != null && random.nextDouble() < 0.4) {
            title = any(OF_THE_PARK) + "，" + about;
        }
        UnitId solver = random.nextDouble() < NOISE ? any(units()) : solver(topic, fire, title, place, at);
        Matter matter = new Matter(
                new CatalogueItemId(topic.item()), title, any(STORIES) + any(STORIES), null, place, null, List.of());
        UnitId byTable = new UnitId(topic.unit());
        List<UnitId> cameBackFrom = byTable.equals(solver) ? List.of() : List.of(byTable);
        Experience taught = new Experience(
                new TicketNumber("QT-2023-%06d".formatted(index + 1)),
                matter.item(),
                matter.title(),
                matter.description(),
                null,
                place,
                at,
                solver,
                List.of(),
                cameBackFrom);
        return new Replay.Past(
                new TicketId(new UUID(random.nextLong(), random.nextLong())),
                matter,
                new Dish(matter.item(), topic.category(), topic.category(), List.of(), byTable, List.of(), false),
                taught,
                at.plus(Duration.ofHours(24 + random.nextInt(240))));
    }

    private static UnitId solver(Topic topic, boolean fire, String title, @Nullable PlaceId place, Instant at) {
        if (fire) {
            return new UnitId("emergency");
        }
        if (place != null && title.startsWith("园区")) {
            return new UnitId(place.text() + "-office");
        }
        if (topic.item().equals("approval")) {
            // The table names the reform bureau, but it has always been the bureau of the economy.
            return new UnitId("economy");
        }
        if (topic.item().equals("environment") && !at.isBefore(JULY)) {
            return new UnitId("housing");
        }
        return new UnitId(topic.unit());
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
