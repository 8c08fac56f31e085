package org.zhuqi.intake;

import static java.util.Locale.ENGLISH;
import static java.util.Locale.SIMPLIFIED_CHINESE;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.CatalogueKind;
import org.zhuqi.contracts.DispatchMode;
import org.zhuqi.contracts.FieldKind;
import org.zhuqi.contracts.FormAnswer;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.catalogue.CatalogueEntry.Choice;
import org.zhuqi.contracts.catalogue.CatalogueEntry.Field;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.intake.application.OrderedItems;
import org.zhuqi.intake.application.OrderedItems.Order;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Catalogues;
import org.zhuqi.platform.web.Problem;

final class OrderedItemsTest {
    private static final DistrictId QT = Callers.QIANTANG;
    private static final CatalogueItemId LOAN = new CatalogueItemId("qt-loan");
    private static final CatalogueItemId PLAIN = new CatalogueItemId("qt-plain");
    private static final CatalogueItemId RETIRED = new CatalogueItemId("qt-old");
    private static final CatalogueItemId FAR = new CatalogueItemId("sy-far");
    private static final List<Choice> USES = List.of(
            new Choice("rd", "研发", "Research"), new Choice("plant", "厂房", "Plant"), new Choice("x", "其他", null));

    private final KnownCatalogue catalogue = new KnownCatalogue();
    private final OrderedItems ordered = new OrderedItems(catalogue);

    @BeforeEach
    void theMenu() {
        Catalogues.tell(
                catalogue,
                item(
                        QT,
                        LOAN,
                        7,
                        true,
                        List.of(
                                field("amount", "金额", "Amount", FieldKind.NUMBER, true, "1", "5000", "万元"),
                                field("use", "用途", null, FieldKind.CHOICE, true, null, null, null),
                                field("ways", "方式", "Ways", FieldKind.CHOICES, false, null, "2", null),
                                field("from", "起始", "From", FieldKind.DATE, false, null, null, null),
                                field("paper", "报表", "Paper", FieldKind.FILE, false, null, null, null),
                                field("line", "行", "Line", FieldKind.TEXT, false, null, "5", null),
                                field("text", "文", "Text", FieldKind.LONG_TEXT, false, "3", null, null))),
                item(QT, PLAIN, 1, true, List.of()),
                item(QT, RETIRED, 2, false, List.of()),
                item(new DistrictId("SY"), FAR, 1, true, List.of()));
    }

    private static CatalogueEntry item(
            DistrictId district, CatalogueItemId item, long version, boolean active, List<Field> fields) {
        return new CatalogueEntry(
                item,
                district,
                version,
                CatalogueKind.SERVICE,
                "融资",
                "贷款",
                item.equals(LOAN) ? "Loan" : null,
                null,
                null,
                1,
                fields,
                null,
                List.of(),
                null,
                item.equals(LOAN) ? "135-tiered" : null,
                List.of(),
                List.of(),
                DispatchMode.BY_HAND,
                List.of(),
                active);
    }

    private static Field field(
            String key,
            String label,
            @Nullable String labelEn,
            FieldKind kind,
            boolean required,
            @Nullable String min,
            @Nullable String max,
            @Nullable String unit) {
        boolean chosen = kind == FieldKind.CHOICE || kind == FieldKind.CHOICES;
        return new Field(
                key,
                label,
                labelEn,
                kind,
                required,
                null,
                chosen ? USES : List.of(),
                min == null ? null : new BigDecimal(min),
                max == null ? null : new BigDecimal(max),
                unit);
    }

    private static FormAnswer said(String field, String value) {
        return new FormAnswer(field, value, null);
    }

    private static FormAnswer chosen(String field, String... values) {
        return new FormAnswer(field, null, Arrays.asList(values));
    }

    private static TicketCommand.Submit submit(CatalogueItemId item, FormAnswer... answers) {
        return new TicketCommand.Submit(
                new EnterpriseId("qt-ent-001"),
                "贷款",
                "急需",
                item,
                null,
                null,
                null,
                null,
                List.of(new Attachment("f1", "报表.pdf", "application/pdf", 1, "a".repeat(64))),
                answers.length == 0 ? null : List.of(answers),
                99L,
                "invented");
    }

    private List<String> faults(TicketCommand command, Locale language) {
        return switch (ordered.look(command, QT, language)) {
            case Order.Fitting fitting -> List.of();
            case Order.Unfit unfit ->
                unfit.problem().errors().stream()
                        .map(error -> error.pointer() + ": " + error.detail())
                        .toList();
        };
    }

    private Problem problem(TicketCommand command) {
        Order order = ordered.look(command, QT, ENGLISH);
        assertThat(order).isInstanceOf(Order.Unfit.class);
        return ((Order.Unfit) order).problem();
    }

    @Test
    void whatFitsBearsTheVersionAndThePolicyOfItsItem() {
        FormAnswer[] answers = {
            said("amount", "300.5"),
            said("use", "rd"),
            chosen("ways", "rd", "x"),
            said("from", "2026-05-06"),
            said("paper", "f1"),
            said("line", "五个字为限"),
            said("text", "多行\n文本")
        };
        assertThat(ordered.look(submit(LOAN, answers), QT, ENGLISH))
                .isEqualTo(new Order.Fitting(submit(LOAN, answers).stamped(7L, "135-tiered")));
        assertThat(ordered.look(submit(PLAIN), QT, ENGLISH))
                .isEqualTo(new Order.Fitting(submit(PLAIN).stamped(1L, null)));
        var withdrawn = new TicketCommand.Withdraw(null);
        assertThat(ordered.look(withdrawn, QT, ENGLISH)).isEqualTo(new Order.Fitting(withdrawn));
    }

    @Test
    void onlyWhatStandsOnTheMenuOfTheDistrictCanBeOrdered() {
        assertThat(faults(submit(new CatalogueItemId("nothing")), ENGLISH))
                .containsExactly("/item: The menu of your district has no item 'nothing'.");
        assertThat(faults(submit(FAR), SIMPLIFIED_CHINESE)).containsExactly("/item: 本区点单菜单中没有事项“sy-far”。");
        assertThat(faults(submit(RETIRED), ENGLISH))
                .containsExactly("/item: '贷款' can be ordered no more; please choose another item of the menu.");
        assertThat(faults(submit(RETIRED), SIMPLIFIED_CHINESE)).containsExactly("/item: 事项“贷款”已停用，请在点单菜单中另选事项。");
        assertThat(problem(submit(RETIRED)).kind()).isEqualTo("unknown-item");
        assertThat(problem(submit(RETIRED)).status().value()).isEqualTo(422);
    }

    @Test
    void whatMustBeFilledInIsNamedByItsLabel() {
        assertThat(faults(submit(LOAN), ENGLISH))
                .containsExactly("/answers: Please fill in 'Amount'.", "/answers: Please fill in '用途'.");
        assertThat(faults(submit(LOAN, said("use", "rd")), SIMPLIFIED_CHINESE)).containsExactly("/answers: 请填写“金额”。");
        Problem problem = problem(submit(LOAN));
        assertThat(problem.kind()).isEqualTo("faulty-answers");
        assertThat(problem.sentence().en())
                .isEqualTo("2 answers do not fit the form; the first: Please fill in 'Amount'.");
        assertThat(problem.sentence().zh()).isEqualTo("表单有 2 处填写有误，其一：请填写“金额”。");
    }

    @Test
    void eachAnswerIsReadAsItsFieldSays() {
        assertThat(faults(
                        submit(
                                LOAN,
                                said("amount", "0.5"),
                                said("use", "holidays"),
                                chosen("ways", "rd", "plant", "x"),
                                said("from", "2026-02-30"),
                                said("paper", "f2"),
                                said("line", "六个字就太长"),
                                said("text", "短"),
                                said("colour", "red"),
                                said("amount", "7")),
                        ENGLISH))
                .containsExactly(
                        "/answers/0/value: 'Amount': at least 1 万元.",
                        "/answers/1/value: '用途' is one of: Research, Plant, 其他.",
                        "/answers/2/values: 'Ways': at most 2 of them.",
                        "/answers/3/value: 'From' is a date, such as 2026-05-06.",
                        "/answers/4/value: 'Paper' takes the id of a file that is among the attachments.",
                        "/answers/5/value: 'Line': at most 5 characters.",
                        "/answers/6/value: 'Text': at least 3 characters.",
                        "/answers/7/field: The form of 'Loan' has no field 'colour'.",
                        "/answers/8/field: 'Amount' is filled in twice.");
        assertThat(faults(
                        submit(
                                LOAN,
                                said("amount", "5000.01"),
                                said("use", "rd"),
                                said("ways", "rd"),
                                chosen("from", "2026-01-01"),
                                said("line", "a\nb")),
                        SIMPLIFIED_CHINESE))
                .containsExactly(
                        "/answers/0/value: “金额”不能超过 5000万元。",
                        "/answers/2/value: “方式”可多选，应填写列表（values）。",
                        "/answers/3/values: “起始”只能填写一个值（value）。",
                        "/answers/4/value: “行”只能填写一行。");
        for (String none : List.of("1e3", "NaN", " 12", "1,000", "十", "1".repeat(16), "--1")) {
            assertThat(faults(submit(LOAN, said("amount", none), said("use", "rd")), ENGLISH))
                    .as(none)
                    .containsExactly("/answers/0/value: 'Amount' is a number, such as 12.5.");
        }
        assertThat(faults(
                        submit(
                                LOAN,
                                said("amount", "1"),
                                new FormAnswer("use", null, null),
                                chosen("ways"),
                                new FormAnswer("from", null, null)),
                        ENGLISH))
                .containsExactly(
                        "/answers/1/value: Please fill in '用途'.",
                        "/answers/2/values: Please fill in 'Ways'.",
                        "/answers/3/value: Please fill in 'From'.");
        assertThat(faults(
                        submit(LOAN, said("amount", "1"), said("use", "rd"), chosen("ways", "rd", "rd", "no")),
                        ENGLISH))
                .containsExactly(
                        "/answers/2/values/1: 'Ways': this is chosen twice.",
                        "/answers/2/values/2: 'Ways' is one of: Research, Plant, 其他.");
    }

    @Test
    void anAmendmentBringsTheWholeFormWithItsItem() {
        FormAnswer[] answers = {said("amount", "20"), said("use", "rd")};
        assertThat(ordered.look(new TicketCommand.Amend(null, null, LOAN, null, List.of(answers), null), QT, ENGLISH))
                .isEqualTo(new Order.Fitting(new TicketCommand.Amend(null, null, LOAN, null, List.of(answers), 7L)));
        assertThat(faults(new TicketCommand.Amend(null, null, null, null, List.of(answers), null), ENGLISH))
                .containsExactly("/item: Say whose form that is: the item of the menu.");
        assertThat(faults(new TicketCommand.Amend("新标题", null, null, null), ENGLISH))
                .isEmpty();
        assertThat(faults(new TicketCommand.Amend(null, null, LOAN, null), ENGLISH))
                .containsExactly("/answers: Please fill in 'Amount'.", "/answers: Please fill in '用途'.");
    }
}
