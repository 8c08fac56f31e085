package org.zhuqi.directory.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.directory.postgres.ContactRows;
import org.zhuqi.directory.postgres.ImportRows;
import org.zhuqi.directory.postgres.ImportRows.Import;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.directory.sheet.Sheet;
import org.zhuqi.directory.sheet.SheetReader;
import org.zhuqi.platform.telling.Telling;

/** A file is looked at, row by row, without changing anything; then it is applied, all of it or nothing. */
public final class Importing {
    /** Above the header people like to put a title. */
    private static final int HEADER_WITHIN = 5;

    private final Tables tables;
    private final ContactRows contacts;
    private final ImportRows imports;
    private final Writing writing;
    private final ChangingContacts changingContacts;
    private final Telling telling;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final Duration keepPreviews;

    public Importing(
            Tables tables,
            ContactRows contacts,
            ImportRows imports,
            Writing writing,
            ChangingContacts changingContacts,
            Telling telling,
            TransactionTemplate transaction,
            InstantSource now,
            Duration keepPreviews) {
        this.tables = tables;
        this.contacts = contacts;
        this.imports = imports;
        this.writing = writing;
        this.changingContacts = changingContacts;
        this.telling = telling;
        this.transaction = transaction;
        this.now = now;
        this.keepPreviews = keepPreviews;
    }

    public sealed interface Preview {
        record Made(UUID id) implements Preview {}

        /** The file as a whole cannot be made use of. */
        record Unusable(Sentence sentence) implements Preview {}
    }

    public sealed interface Applied {
        record Done(Import applied) implements Applied {}

        /** It was applied before; nothing happened now. */
        record Already(Import applied) implements Applied {}

        record Missing() implements Applied {}

        record Faulty(long rows) implements Applied {}

        /** @param rows that would come to something else than the preview says */
        record Outdated(long rows) implements Applied {}
    }

    public Preview preview(DistrictId district, ImportKind kind, byte[] file, AccountId by) {
        return switch (SheetReader.read(file)) {
            case SheetReader.Reading.Bad bad -> new Preview.Unusable(bad.sentence());
            case SheetReader.Reading.Good good -> preview(district, kind, good.sheet(), by);
        };
    }

    private Preview preview(DistrictId district, ImportKind kind, Sheet sheet, AccountId by) {
        Optional<Integer> headerAt = header(kind, sheet);
        if (headerAt.isEmpty()) {
            return new Preview.Unusable(new Sentence("The file is empty.", "文件是空的。"));
        }
        List<String> titles = sheet.lines().get(headerAt.get()).cells();
        Map<String, String> headers = new LinkedHashMap<>();
        Map<Integer, String> keys = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            String title = titles.get(i);
            Optional<ImportKind.Column> column = kind.column(title);
            if (column.isEmpty()) {
                if (!title.isEmpty()) {
                    unknown.add(title);
                }
            } else if (headers.putIfAbsent(column.get().key(), title) == null) {
                keys.put(i, column.get().key());
            } else {
                return new Preview.Unusable(new Sentence(
                        "The column '%s' is there twice: '%s' and '%s'."
                                .formatted(
                                        column.get().en(),
                                        headers.get(column.get().key()),
                                        title),
                        "“%s”列重复：“%s”和“%s”。"
                                .formatted(
                                        column.get().zh(),
                                        headers.get(column.get().key()),
                                        title)));
            }
        }
        List<ImportKind.Column> missing = kind.columns().stream()
                .filter(column -> column.required() && !headers.containsKey(column.key()))
                .toList();
        if (!missing.isEmpty()) {
            return new Preview.Unusable(new Sentence(
                    "The file lacks the column %s."
                            .formatted(String.join(
                                    ", ",
                                    missing.stream()
                                            .map(column -> "'%s' (%s)".formatted(column.en(), column.zh()))
                                            .toList())),
                    "文件缺少必填列：%s。"
                            .formatted(String.join(
                                    "、",
                                    missing.stream().map(ImportKind.Column::zh).toList()))));
        }
        List<ImportPlanner.Cells> rows = sheet.lines().stream()
                .skip(headerAt.get() + 1L)
                .map(line -> cells(line, keys))
                .filter(row -> !row.byKey().isEmpty())
                .toList();
        if (rows.isEmpty()) {
            return new Preview.Unusable(new Sentence("The file has no rows below its header.", "表头以下没有数据。"));
        }
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        Import made = new Import(UUID.randomUUID(), district, kind, headers, unknown, at, by, null, null);
        transaction.executeWithoutResult(status -> {
            imports.forget(at.minus(keepPreviews));
            imports.add(made, planner(made).plan(rows).rows());
        });
        return new Preview.Made(made.id());
    }

    private static ImportPlanner.Cells cells(Sheet.Line line, Map<Integer, String> keys) {
        Map<String, String> cells = new LinkedHashMap<>();
        IntStream.range(0, line.cells().size())
                .filter(i -> keys.containsKey(i) && !line.cells().get(i).isEmpty())
                .forEach(i -> cells.put(
                        Objects.requireNonNull(keys.get(i)), line.cells().get(i)));
        return new ImportPlanner.Cells(line.number(), cells);
    }

    /** The first row that names two columns, or the first one at all. */
    private static Optional<Integer> header(ImportKind kind, Sheet sheet) {
        int rows = sheet.lines().size();
        return IntStream.range(0, Math.min(rows, HEADER_WITHIN))
                .filter(i -> sheet.lines().get(i).cells().stream()
                                .filter(cell -> kind.column(cell).isPresent())
                                .count()
                        > 1)
                .boxed()
                .findFirst()
                .or(() -> rows == 0 ? Optional.empty() : Optional.of(0));
    }

    private ImportPlanner planner(Import made) {
        return new ImportPlanner(tables, contacts, writing, made.kind(), made.district(), made.headers());
    }

    public Applied apply(DistrictId district, UUID id, AccountId by) {
        try {
            Applied applied = Objects.requireNonNull(transaction.execute(status -> {
                tables.lock(district);
                return imports.find(district, id)
                        .map(found -> found.appliedAt() != null ? new Applied.Already(found) : apply(found, by))
                        .orElseGet(Applied.Missing::new);
            }));
            telling.wake();
            return applied;
        } catch (DuplicateKeyException e) {
            // A login or id that another district took since we looked.
            return new Applied.Outdated(1);
        }
    }

    private Applied apply(Import found, AccountId by) {
        List<ImportedRow> previewed = imports.all(found.id());
        long faulty = previewed.stream()
                .filter(row -> row.outcome() == ImportedRow.Outcome.FAULTY)
                .count();
        if (faulty > 0) {
            return new Applied.Faulty(faulty);
        }
        ImportPlanner.Plan plan = planner(found)
                .plan(previewed.stream()
                        .map(row -> new ImportPlanner.Cells(row.number(), row.cells()))
                        .toList());
        long outdated = IntStream.range(0, previewed.size())
                .filter(i -> !plan.rows().get(i).meansTheSameAs(previewed.get(i)))
                .count();
        if (outdated > 0) {
            return new Applied.Outdated(outdated);
        }
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        writing.write(plan.wishes(), by, at);
        changingContacts.write(plan.contacts(), by, at);
        imports.applied(found.id(), at, by);
        return new Applied.Done(imports.find(found.district(), found.id()).orElseThrow());
    }

    /** @return false if there is none */
    public boolean discard(DistrictId district, UUID id) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            tables.lock(district);
            Optional<Import> found = imports.find(district, id);
            found.ifPresent(each -> imports.remove(each.id()));
            return found.isPresent();
        }));
    }
}
