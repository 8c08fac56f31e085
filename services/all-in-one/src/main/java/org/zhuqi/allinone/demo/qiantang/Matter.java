package org.zhuqi.allinone.demo.qiantang;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.UnitId;

/**
 * Something that enterprises ask for again and again.
 *
 * @param weight how often, in a month that is like any other
 * @param months in which it is asked for three times as often
 */
record Matter(
        CatalogueItemId item,
        UnitId unit,
        List<UnitId> assistants,
        int weight,
        Set<Month> months,
        String title,
        String description,
        String progress,
        String answer) {

    static List<Matter> all() {
        try (InputStream text = Objects.requireNonNull(Matter.class.getResourceAsStream("matters.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Matter::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Matter read(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        return new Matter(
                new CatalogueItemId(cells.get(0)),
                new UnitId(cells.get(1)),
                words(cells.get(2)).stream().map(UnitId::new).toList(),
                Integer.parseInt(cells.get(3)),
                words(cells.get(4)).stream()
                        .map(number -> Month.of(Integer.parseInt(number)))
                        .collect(Collectors.toUnmodifiableSet()),
                cells.get(5),
                cells.get(6),
                cells.get(7),
                cells.get(8));
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.split(",")).filter(word -> !word.isBlank()).toList();
    }

    int weightIn(Month month) {
        return months.contains(month) ? 3 * weight : weight;
    }
}
