package org.zhuqi.intake.domain;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.FieldKind;
import org.zhuqi.contracts.FormAnswer;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.catalogue.CatalogueEntry.Choice;
import org.zhuqi.contracts.catalogue.CatalogueEntry.Field;

/** What was filled into an item's form, against the form. */
public final class FormChecks {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,6})?");
    /** Characters, where the form says nothing. */
    private static final int LINE = 500;

    private static final int TEXT = 5000;

    private final CatalogueEntry item;
    private final Set<String> files;
    private final List<Fault> faults = new ArrayList<>();

    private FormChecks(CatalogueEntry item, Set<String> files) {
        this.item = item;
        this.files = files;
    }

    /** @param files the ids of the attachments that come with the answers */
    public static List<Fault> of(CatalogueEntry item, List<FormAnswer> answers, Collection<String> files) {
        FormChecks checks = new FormChecks(item, Set.copyOf(files));
        checks.check(answers);
        return checks.faults;
    }

    private void check(List<FormAnswer> answers) {
        Map<String, Field> fields = new HashMap<>();
        item.fields().forEach(field -> fields.put(field.key(), field));
        Set<String> filled = new HashSet<>();
        for (int index = 0; index < answers.size(); index++) {
            FormAnswer answer = answers.get(index);
            String pointer = "/answers/" + index;
            Field field = fields.get(answer.field());
            if (field == null) {
                fault(
                        pointer + "/field",
                        "The form of '%s' has no field '%s'.".formatted(en(item.name(), item.nameEn()), answer.field()),
                        "“%s”的表单中没有“%s”这一项。".formatted(item.name(), answer.field()));
            } else if (!filled.add(field.key())) {
                fault(
                        pointer + "/field",
                        "'%s' is filled in twice.".formatted(en(field)),
                        "“%s”重复填写。".formatted(field.label()));
            } else {
                answer(pointer, field, answer);
            }
        }
        for (Field field : item.fields()) {
            if (field.required() && !filled.contains(field.key())) {
                fault("/answers", "Please fill in '%s'.".formatted(en(field)), "请填写“%s”。".formatted(field.label()));
            }
        }
    }

    private void answer(String pointer, Field field, FormAnswer answer) {
        if (field.kind() == FieldKind.CHOICES) {
            choices(pointer, field, answer);
            return;
        }
        String value = answer.value();
        if (answer.values() != null) {
            fault(
                    pointer + "/values",
                    "'%s' takes one value.".formatted(en(field)),
                    "“%s”只能填写一个值（value）。".formatted(field.label()));
        } else if (value == null) {
            fault(pointer + "/value", "Please fill in '%s'.".formatted(en(field)), "请填写“%s”。".formatted(field.label()));
        } else {
            value(pointer + "/value", field, value);
        }
    }

    private void value(String pointer, Field field, String value) {
        switch (field.kind()) {
            case TEXT -> {
                if (value.codePoints().anyMatch(Character::isISOControl)) {
                    fault(pointer, "'%s' is one line.".formatted(en(field)), "“%s”只能填写一行。".formatted(field.label()));
                }
                length(pointer, field, value, LINE);
            }
            case LONG_TEXT -> length(pointer, field, value, TEXT);
            case NUMBER -> number(pointer, field, value);
            case CHOICE -> choice(pointer, field, value);
            case DATE -> date(pointer, field, value);
            case FILE -> {
                if (!files.contains(value)) {
                    fault(
                            pointer,
                            "'%s' takes the id of a file that is among the attachments.".formatted(en(field)),
                            "“%s”应为本次所附附件的 id。".formatted(field.label()));
                }
            }
            case CHOICES -> throw new IllegalStateException("several values are not one");
        }
    }

    private void length(String pointer, Field field, String value, int most) {
        int length = value.codePointCount(0, value.length());
        BigDecimal max = field.max() == null ? BigDecimal.valueOf(most) : field.max();
        range(pointer, field, BigDecimal.valueOf(length), max, new Counted(" characters", "个字"));
    }

    private void number(String pointer, Field field, String value) {
        if (!NUMBER.matcher(value).matches()) {
            fault(
                    pointer,
                    "'%s' is a number, such as 12.5.".formatted(en(field)),
                    "“%s”应为数字，例如 12.5。".formatted(field.label()));
            return;
        }
        String unit = field.unit() == null ? "" : field.unit();
        range(pointer, field, new BigDecimal(value), field.max(), new Counted(unit.isEmpty() ? "" : " " + unit, unit));
    }

    /** What stands behind a number. */
    private record Counted(String en, String zh) {}

    private void range(String pointer, Field field, BigDecimal value, @Nullable BigDecimal max, Counted counted) {
        if (field.min() != null && value.compareTo(field.min()) < 0) {
            String least = field.min().toPlainString();
            fault(
                    pointer,
                    "'%s': at least %s%s.".formatted(en(field), least, counted.en()),
                    "“%s”不能少于 %s%s。".formatted(field.label(), least, counted.zh()));
        }
        if (max != null && value.compareTo(max) > 0) {
            String most = max.toPlainString();
            fault(
                    pointer,
                    "'%s': at most %s%s.".formatted(en(field), most, counted.en()),
                    "“%s”不能超过 %s%s。".formatted(field.label(), most, counted.zh()));
        }
    }

    private void date(String pointer, Field field, String value) {
        try {
            LocalDate.parse(value);
        } catch (DateTimeException e) {
            fault(
                    pointer,
                    "'%s' is a date, such as 2026-05-06.".formatted(en(field)),
                    "“%s”应为日期，例如 2026-05-06。".formatted(field.label()));
        }
    }

    private void choice(String pointer, Field field, String value) {
        if (find(field, value).isEmpty()) {
            fault(
                    pointer,
                    "'%s' is one of: %s."
                            .formatted(
                                    en(field),
                                    field.choices().stream()
                                            .map(it -> en(it.label(), it.labelEn()))
                                            .collect(Collectors.joining(", "))),
                    "“%s”只能是以下之一：%s。"
                            .formatted(
                                    field.label(),
                                    field.choices().stream().map(Choice::label).collect(Collectors.joining("、"))));
        }
    }

    private void choices(String pointer, Field field, FormAnswer answer) {
        List<String> values = answer.values();
        if (answer.value() != null) {
            fault(
                    pointer + "/value",
                    "'%s' takes several values: a list.".formatted(en(field)),
                    "“%s”可多选，应填写列表（values）。".formatted(field.label()));
            return;
        }
        if (values == null || values.isEmpty()) {
            fault(
                    pointer + "/values",
                    "Please fill in '%s'.".formatted(en(field)),
                    "请填写“%s”。".formatted(field.label()));
            return;
        }
        Set<String> different = new LinkedHashSet<>();
        for (int index = 0; index < values.size(); index++) {
            String at = pointer + "/values/" + index;
            if (!different.add(values.get(index))) {
                fault(at, "'%s': this is chosen twice.".formatted(en(field)), "“%s”重复选择。".formatted(field.label()));
            } else {
                choice(at, field, values.get(index));
            }
        }
        range(
                pointer + "/values",
                field,
                BigDecimal.valueOf(different.size()),
                field.max(),
                new Counted(" of them", "项"));
    }

    private static Optional<Choice> find(Field field, String value) {
        return field.choices().stream()
                .filter(choice -> choice.value().equals(value))
                .findFirst();
    }

    private static String en(Field field) {
        return en(field.label(), field.labelEn());
    }

    private static String en(String zh, @Nullable String en) {
        return en == null ? zh : en;
    }

    private void fault(String pointer, String en, String zh) {
        faults.add(Fault.at(pointer, en, zh));
    }
}
