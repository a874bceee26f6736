package io.leasehold.thrift;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;

/** A row of a table, or the part of it that was asked for. Immutable: what it gives out are copies or cannot be changed. */
public final class HBaseRow {

    private final byte[] key;
    private final NavigableMap<String, HBaseCell> cells;

    HBaseRow(byte[] key, NavigableMap<String, HBaseCell> cells) {
        this.key = key;
        this.cells = Collections.unmodifiableNavigableMap(cells);
    }

    public byte[] key() {
        return key.clone();
    }

    /** The key as UTF-8. */
    public String keyText() {
        return new String(key, StandardCharsets.UTF_8);
    }

    /** The cells by their columns, {@code family:qualifier} in the way {@link HBaseThriftTable} writes columns. */
    public NavigableMap<String, HBaseCell> cells() {
        return cells;
    }

    /** The cell of a column, if the row has one. */
    public Optional<HBaseCell> cell(String column) {
        return Optional.ofNullable(cells.get(column));
    }

    /** Without values, which are nobody's business in a log. */
    @Override
    public String toString() {
        return "row of " + cells.size() + " cells";
    }
}
