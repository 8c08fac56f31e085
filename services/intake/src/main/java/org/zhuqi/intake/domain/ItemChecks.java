package org.zhuqi.intake.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.FieldKind;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.catalogue.CatalogueEntry.Field;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.UnitId;

/** The rules of a well-made item of the menu, beyond the bounds that its contract sets. */
public final class ItemChecks {
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    /** As policies are named. */
    private static final Pattern POLICY = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    private static final int KEYWORD = 40;
    private static final BigDecimal LONGEST_TEXT = BigDecimal.valueOf(5000);
    private static final Set<FieldKind> CHOSEN = Set.of(FieldKind.CHOICE, FieldKind.CHOICES);
    private static final Set<FieldKind> COUNTED =
            Set.of(FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.NUMBER, FieldKind.CHOICES);

    private final CatalogueEntry item;
    private final Function<UnitId, Optional<DirectoryEntry.Unit>> units;
    private final List<Fault> faults = new ArrayList<>();

    private ItemChecks(CatalogueEntry item, Function<UnitId, Optional<DirectoryEntry.Unit>> units) {
        this.item = item;
        this.units = units;
    }

    /** @param units those of all districts */
    public static List<Fault> of(CatalogueEntry item, Function<UnitId, Optional<DirectoryEntry.Unit>> units) {
        ItemChecks checks = new ItemChecks(item, units);
        checks.check();
        return checks.faults;
    }

    private void check() {
        unit("/defaultUnit", item.defaultUnit());
        Set<UnitId> assisting = new HashSet<>();
        for (int index = 0; index < item.assistants().size(); index++) {
            UnitId unit = item.assistants().get(index);
            String pointer = "/assistants/" + index;
            if (unit.equals(item.defaultUnit())) {
                fault(pointer, "It leads already.", "该单位已是主办单位。");
            } else if (!assisting.add(unit)) {
                fault(pointer, "It is named twice.", "该单位重复。");
            } else {
                unit(pointer, unit);
            }
        }
        if (item.policy() != null && !POLICY.matcher(item.policy()).matches()) {
            fault(
                    "/policy",
                    "A policy's name has small letters, digits and hyphens, such as 135-tiered.",
                    "时效规则名称由小写字母、数字和连字符组成，例如 135-tiered。");
        }
        keywords();
        Set<String> keys = new HashSet<>();
        for (int index = 0; index < item.fields().size(); index++) {
            field("/fields/" + index, item.fields().get(index), keys);
        }
    }

    private void unit(String pointer, @Nullable UnitId id) {
        if (id == null) {
            return;
        }
        DirectoryEntry.Unit unit = units.apply(id)
                .filter(known -> known.district().equals(item.district()))
                .orElse(null);
        if (unit == null) {
            fault(pointer, "There is no unit %s in your district.".formatted(id), "本区没有单位“%s”。".formatted(id));
        } else if (item.active() && !unit.active()) {
            fault(
                    pointer,
                    "The unit %s takes no tickets any more.".formatted(unit.name()),
                    "单位“%s”已停用，不再接收诉求单。".formatted(unit.name()));
        }
    }

    private void keywords() {
        Set<String> known = new HashSet<>();
        for (int index = 0; index < item.keywords().size(); index++) {
            String word = item.keywords().get(index);
            String pointer = "/keywords/" + index;
            if (word.isBlank() || word.codePointCount(0, word.length()) > KEYWORD) {
                fault(
                        pointer,
                        "A word has 1 to %d characters.".formatted(KEYWORD),
                        "关键词应为 1 至 %d 个字。".formatted(KEYWORD));
            } else if (!known.add(word)) {
                fault(pointer, "It is named twice.", "关键词重复。");
            }
        }
    }

    private void field(String pointer, Field field, Set<String> keys) {
        if (!KEY.matcher(field.key()).matches()) {
            fault(
                    pointer + "/key",
                    "A key begins with a letter and has letters, digits, hyphens and underscores only.",
                    "字段键应以字母开头，仅含字母、数字、连字符和下划线。");
        } else if (!keys.add(field.key())) {
            fault(
                    pointer + "/key",
                    "Another field has the key '%s'.".formatted(field.key()),
                    "字段键“%s”重复。".formatted(field.key()));
        }
        choices(pointer + "/choices", field);
        bounds(pointer, field);
        if (field.unit() != null && field.kind() != FieldKind.NUMBER) {
            fault(pointer + "/unit", "Only a number has a unit.", "只有数字字段可以有计量单位。");
        }
    }

    private void choices(String pointer, Field field) {
        if (CHOSEN.contains(field.kind()) && field.choices().isEmpty()) {
            fault(
                    pointer,
                    "'%s' has nothing that could be chosen.".formatted(field.label()),
                    "“%s”没有可选项。".formatted(field.label()));
        } else if (!CHOSEN.contains(field.kind()) && !field.choices().isEmpty()) {
            fault(pointer, "Only CHOICE and CHOICES have values to choose among.", "只有单选和多选字段可以有选项。");
        }
        Set<String> values = new HashSet<>();
        for (int index = 0; index < field.choices().size(); index++) {
            String value = field.choices().get(index).value();
            if (!values.add(value)) {
                fault(
                        pointer + "/" + index + "/value",
                        "Another choice has the value '%s'.".formatted(value),
                        "选项值“%s”重复。".formatted(value));
            }
        }
    }

    private void bounds(String pointer, Field field) {
        BigDecimal min = field.min();
        BigDecimal max = field.max();
        if (!COUNTED.contains(field.kind())) {
            if (min != null || max != null) {
                fault(
                        pointer + (min != null ? "/min" : "/max"),
                        "%s has no least and no most.".formatted(field.kind()),
                        "“%s”字段没有上下限。".formatted(field.kind().zh()));
            }
            return;
        }
        if (min != null && max != null && min.compareTo(max) > 0) {
            fault(
                    pointer + "/max",
                    "The most (%s) is less than the least (%s).".formatted(max.toPlainString(), min.toPlainString()),
                    "上限（%s）小于下限（%s）。".formatted(max.toPlainString(), min.toPlainString()));
        }
        if (field.kind() == FieldKind.NUMBER) {
            return;
        }
        BigDecimal ceiling = field.kind() == FieldKind.CHOICES
                ? BigDecimal.valueOf(field.choices().size())
                : LONGEST_TEXT;
        whole(pointer + "/min", min, ceiling);
        whole(pointer + "/max", max, ceiling);
    }

    private void whole(String pointer, @Nullable BigDecimal bound, BigDecimal ceiling) {
        if (bound != null
                && (bound.signum() < 0
                        || bound.compareTo(ceiling) > 0
                        || bound.stripTrailingZeros().scale() > 0)) {
            fault(
                    pointer,
                    "This is a whole number from 0 to %s.".formatted(ceiling.toPlainString()),
                    "应为 0 至 %s 的整数。".formatted(ceiling.toPlainString()));
        }
    }

    private void fault(String pointer, String en, String zh) {
        faults.add(Fault.at(pointer, en, zh));
    }
}
