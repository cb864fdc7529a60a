package org.resnetstudio.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns: the first to the left, as many as wanted after it, and numbers to the right. */
final class TextTable {
    private final List<String> heading;
    private final int textColumns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param textColumns how many columns, from the left, hold text; the others hold numbers
     * @param heading of each column
     */
    TextTable(int textColumns, String... heading) {
        this.textColumns = textColumns;
        this.heading = List.of(heading);
    }

    /** Adds a row with a cell for each heading. */
    TextTable row(String... cells) {
        if (cells.length != heading.size()) {
            throw new IllegalStateException(
                    "A row of this table has " + heading.size() + " cells, not " + cells.length + ".");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The table with a line under its heading; lines have no blanks at their ends. */
    @Override
    public String toString() {
        int[] widths = new int[heading.size()];
        List<List<String>> all = new ArrayList<>(rows);
        all.add(0, heading);
        for (List<String> row : all) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < all.size(); r++) {
            text.append(line(all.get(r), widths)).append('\n');
            if (r == 0) {
                List<String> rule = new ArrayList<>();
                for (int width : widths) {
                    rule.add("─".repeat(width));
                }
                text.append(line(rule, widths)).append('\n');
            }
        }
        return text.toString();
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String blanks = " ".repeat(widths[column] - length(cells.get(column)));
            String cell = column < textColumns ? cells.get(column) + blanks : blanks + cells.get(column);
            line.append(column == 0 ? "" : "  ").append(cell);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
