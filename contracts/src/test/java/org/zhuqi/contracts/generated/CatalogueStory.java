package org.zhuqi.contracts.generated;

import java.math.BigDecimal;
import java.util.List;
import org.zhuqi.contracts.CatalogueKind;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.DispatchMode;
import org.zhuqi.contracts.FieldKind;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.catalogue.CatalogueEntry.Choice;
import org.zhuqi.contracts.catalogue.CatalogueEntry.Field;
import org.zhuqi.contracts.catalogue.CatalogueEntry.Wording;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;

/** An item of the menu as it is announced. */
final class CatalogueStory {
    private static final CatalogueEntry LOANS = new CatalogueEntry(
            new CatalogueItemId("qt-innovation-points"),
            new DistrictId("QT"),
            3,
            CatalogueKind.SERVICE,
            "科技金融",
            "创新积分与积分贷",
            "Innovation points and loans",
            "核算企业创新积分，并按积分对接合作银行的信用贷款。",
            "The enterprise's innovation points are counted, and a bank lends by them.",
            130,
            List.of(
                    new Field(
                            "amount",
                            "意向贷款金额",
                            "Amount wanted",
                            FieldKind.NUMBER,
                            true,
                            "不清楚时填大致金额。",
                            List.of(),
                            BigDecimal.ONE,
                            new BigDecimal(5000),
                            "万元"),
                    new Field(
                            "use",
                            "贷款用途",
                            "What for",
                            FieldKind.CHOICE,
                            true,
                            null,
                            List.of(new Choice("rd", "研发投入", "Research"), new Choice("equipment", "设备购置", "Equipment")),
                            null,
                            null,
                            null)),
            new UnitId("qt-jxkj"),
            List.of(new UnitId("qt-jrb")),
            Difficulty.GENERAL,
            "135-tiered",
            List.of(new Wording("积分核算结果", "The points as counted")),
            List.of("积分", "积分贷", "科技金融"),
            DispatchMode.AUTOMATIC,
            List.of(new Wording("一家微电子企业凭积分获得 300 万元信用贷款。", "A chip maker was lent three million by its points.")),
            true);

    static final List<Announcement> TOLD = List.of(new Announcement(
            Announcement.Kind.ITEM, "item", CatalogueEntry.CE_TYPE, "item 点单菜单事项", LOANS.key(), LOANS));

    private CatalogueStory() {}
}
