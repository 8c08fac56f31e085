package org.zhuqi.intake.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.FormAnswer;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.intake.domain.Fault;
import org.zhuqi.intake.domain.FormChecks;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.web.Problem;

/**
 * What is ordered must stand on the menu of the district, and what is filled into its form must fit. Which version of the
 * item that was, and which policy it asks for, is ours to say.
 */
public final class OrderedItems {
    private final KnownCatalogue catalogue;

    public OrderedItems(KnownCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A command that may order something. */
    public sealed interface Order {
        /** @param command with the version of the item and its policy, whatever was sent */
        record Fitting(TicketCommand command) implements Order {}

        record Unfit(Problem problem) implements Order {}
    }

    public Order look(TicketCommand command, DistrictId district, Locale language) {
        return switch (command) {
            case TicketCommand.Submit c -> {
                CatalogueEntry item = catalogue.item(district, c.item()).orElse(null);
                yield order(
                        faults(item, c.item(), c.answers(), c.attachments()),
                        () -> c.stamped(known(item).version(), known(item).policy()),
                        language);
            }
            case TicketCommand.Amend c -> {
                CatalogueItemId id = c.item();
                if (id == null) {
                    yield order(ofNoItem(c.answers()), () -> c, language);
                }
                CatalogueEntry item = catalogue.item(district, id).orElse(null);
                yield order(
                        faults(item, id, c.answers(), c.attachments()),
                        () -> c.stamped(known(item).version()),
                        language);
            }
            default -> new Order.Fitting(command);
        };
    }

    private static CatalogueEntry known(@Nullable CatalogueEntry item) {
        return Objects.requireNonNull(item);
    }

    private static Order order(List<Fault> faults, Supplier<TicketCommand> fitting, Locale language) {
        return faults.isEmpty() ? new Order.Fitting(fitting.get()) : new Order.Unfit(problem(faults, language));
    }

    private static List<Fault> ofNoItem(@Nullable List<FormAnswer> answers) {
        return answers == null
                ? List.of()
                : List.of(Fault.at("/item", "Say whose form that is: the item of the menu.", "请同时给出该表单所属的事项（item）。"));
    }

    private static List<Fault> faults(
            @Nullable CatalogueEntry item,
            CatalogueItemId id,
            @Nullable List<FormAnswer> answers,
            @Nullable List<Attachment> attachments) {
        if (item == null) {
            return List.of(Fault.at(
                    "/item",
                    "The menu of your district has no item '%s'.".formatted(id),
                    "本区点单菜单中没有事项“%s”。".formatted(id)));
        }
        if (!item.active()) {
            return List.of(Fault.at(
                    "/item",
                    "'%s' can be ordered no more; please choose another item of the menu."
                            .formatted(item.nameEn() == null ? item.name() : item.nameEn()),
                    "事项“%s”已停用，请在点单菜单中另选事项。".formatted(item.name())));
        }
        List<String> files = new ArrayList<>();
        if (attachments != null) {
            attachments.forEach(attachment -> files.add(attachment.id()));
        }
        return FormChecks.of(item, answers == null ? List.of() : answers, files);
    }

    private static Problem problem(List<Fault> faults, Locale language) {
        Fault first = faults.getFirst();
        boolean item = first.pointer().equals("/item");
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        item ? "unknown-item" : "faulty-answers",
                        faults.size() == 1
                                ? first.sentence().en()
                                : "%d answers do not fit the form; the first: %s"
                                        .formatted(
                                                faults.size(), first.sentence().en()),
                        faults.size() == 1
                                ? first.sentence().zh()
                                : "表单有 %d 处填写有误，其一：%s"
                                        .formatted(
                                                faults.size(), first.sentence().zh()))
                .withErrors(FaultSentences.of(faults, language));
    }
}
