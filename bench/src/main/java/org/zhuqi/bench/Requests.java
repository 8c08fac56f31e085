package org.zhuqi.bench;

import java.util.List;
import java.util.Random;

/**
 * Requests as enterprises write them, made up: a few matters make most of the requests, each is said in several ways, and
 * places, products and numbers differ.
 */
final class Requests {
    private static final List<List<String>> MATTERS = List.of(
            List.of("用电增容", "变压器满负荷", "申请扩大变压器容量", "用电扩容方案没有答复", "新增设备后用电负荷不足"),
            List.of("一线操作工招聘", "招工渠道少", "旺季缺普工", "组织专场招聘会", "技术工人招不到"),
            List.of("不动产权证办理", "规划核实没有通过", "房产证办不下来", "竣工后产权登记被退回", "银行要求产权证抵押"),
            List.of("流动资金贷款", "缺少抵押物", "银行不予授信", "贷款到期续贷", "资金周转紧张"),
            List.of("员工子女入学", "公办幼儿园名额不足", "随迁子女读一年级", "学区没有学位", "引进人才孩子转学"),
            List.of("排污许可证变更", "污水纳管接通", "危险废物无人收运", "环评批复进度慢", "废气治理设施改造"),
            List.of("技改补贴未到账", "高新技术企业奖励兑现", "数字化改造补助申报", "研发费用补助没有拨付", "政策条款看不懂"),
            List.of("货车限行进不来", "公交线路不到厂区", "门前道路破损积水", "路口没有红绿灯", "停车位不足"),
            List.of("园区频繁停电", "突然断电设备停机", "供电线路老化", "无预警拉闸", "电压不稳产品报废"),
            List.of("出口退税慢", "报关单证被退", "境外参展补贴", "海外仓建设", "外汇结算"),
            List.of("自来水水压不足", "天然气管道接入", "蒸汽供应中断", "宽带网络掉线", "消防水源不足"),
            List.of("施工许可证卡在图审", "竣工联合验收安排", "项目备案材料", "土地平整交付延迟", "容积率调整"),
            List.of("人才公寓申请", "职称自主评定", "外国专家工作许可", "高层次人才认定", "落户条件"),
            List.of("客户拖欠货款", "专利侵权维权", "合同纠纷调解", "商标注册", "劳动仲裁"));
    private static final List<String> PLACES = List.of(
            "临江高科园", "下沙街道", "河庄街道", "义蓬街道", "新湾街道", "前进街道", "白杨街道", "医药港", "芯谷", "大江东", "江东大道", "青六路", "义府大街", "纬十一路",
            "梅林大道", "江东一路", "塘新线", "艮山东路");
    private static final List<String> PRODUCTS = List.of(
            "注塑件", "电路板", "轴承", "疫苗", "无纺布", "涂料", "汽车座椅", "航空紧固件", "光刻胶", "减速机", "不锈钢管", "锂电池隔膜", "饮料", "包装箱", "芯片",
            "医用导管", "变速箱", "玻璃纤维", "染料", "食品添加剂");
    private static final List<String> PHRASES = List.of(
            "希望有关部门尽快协调解决",
            "目前已影响正常生产",
            "请给予支持",
            "订单交付压力很大",
            "多次联系没有结果",
            "一直没有答复",
            "职工意见较大",
            "不清楚办理流程",
            "希望上门指导",
            "今年以来情况越来越严重",
            "损失约%d万元",
            "涉及职工%d人",
            "设备%d台",
            "面积%d平方米",
            "已经等待%d个月",
            "投资%d万元",
            "距离路口%d米",
            "日产量%d件");

    private final Random random;

    Requests(Random random) {
        this.random = random;
    }

    record Written(String item, String title, String description) {}

    Written next() {
        // The first matters come much more often than the last ones.
        int matter = (int) (MATTERS.size() * Math.pow(random.nextDouble(), 2));
        List<String> said = MATTERS.get(matter);
        String place = any(PLACES);
        StringBuilder description = new StringBuilder("我司位于")
                .append(place)
                .append(random.nextInt(1, 999))
                .append("号，主要生产")
                .append(any(PRODUCTS))
                .append("和")
                .append(any(PRODUCTS))
                .append("，")
                .append(any(said))
                .append("，")
                .append(any(said));
        for (int i = random.nextInt(2, 6); i > 0; i--) {
            description.append("，").append(any(PHRASES).formatted(random.nextInt(1, 5_000)));
        }
        // What nobody else writes: names of products, streets, contacts.
        description.append("。型号").append(name()).append("，联系").append(name()).append("。");
        return new Written("bench-" + matter, place + any(said), description.toString());
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            name.append((char) (0x4E00 + random.nextInt(3_000)));
        }
        return name.toString();
    }

    private <T> T any(List<T> some) {
        return some.get((int) (some.size() * Math.pow(random.nextDouble(), 1.5)));
    }
}
