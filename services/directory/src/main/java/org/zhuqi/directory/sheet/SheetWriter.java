package org.zhuqi.directory.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes workbooks in which every cell is a text, so that nothing in them is ever worked out as a formula. */
public final class SheetWriter {
    private static final int WIDTH = 24;

    private SheetWriter() {}

    /** @param rows the first one is the header */
    public record Table(String name, List<List<String>> rows) {}

    public static byte[] workbook(Table... tables) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "Zhuqi", "1.0")) {
            for (Table table : tables) {
                Worksheet sheet = workbook.newWorksheet(table.name());
                for (int row = 0; row < table.rows().size(); row++) {
                    List<String> cells = table.rows().get(row);
                    for (int column = 0; column < cells.size(); column++) {
                        sheet.value(row, column, cells.get(column));
                        sheet.style(row, column).format("@").set();
                        if (row == 0) {
                            sheet.style(row, column).bold().set();
                            sheet.width(column, WIDTH);
                        }
                    }
                }
                sheet.freezePane(0, 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
