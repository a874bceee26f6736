package io.leasehold.lab.chaos;

import io.leasehold.lab.chaos.rows.Rows;
import java.util.List;

/** All cells, in the order of the matrix. A seed's remainder names its cell, so that as many seeds as cells run each once. */
final class Matrix {
    static final List<Cell> CELLS = Rows.all().stream()
            .flatMap(row -> row.kinds().stream().map(kind -> new Cell(row, kind)))
            .toList();

    private Matrix() {}

    /** All of it on one line. */
    static String text() {
        return String.join("; ", CELLS.stream().map(Cell::title).toList());
    }

    static Cell of(long seed) {
        return CELLS.get((int) Math.floorMod(seed, (long) CELLS.size()));
    }
}
