package io.leasehold.thrift;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.thrift.internal.HBaseNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a scan. For one thread; what is given in is copied. */
public final class HBaseScanBuilder {

    byte @Nullable [] start;
    byte @Nullable [] stop;
    byte @Nullable [] prefix;
    List<String> columns = List.of();

    @Nullable String filter;

    @Nullable Long before;

    int batchSize = 1000;
    long limit = Long.MAX_VALUE;
    int cellsPerRow;
    boolean reverse;
    boolean cacheBlocks = true;
    boolean resume;

    HBaseScanBuilder() {}

    /** The first row, or where it would stand; by default the table's first, in reverse its last. */
    public HBaseScanBuilder start(byte[] row) {
        this.start = row.clone();
        return this;
    }

    /** The row before which the scan ends; by default it goes to the table's end, in reverse to its beginning. */
    public HBaseScanBuilder stop(byte[] row) {
        this.stop = row.clone();
        return this;
    }

    /** Rows that begin with this, in reverse as well; not beside start and stop. */
    public HBaseScanBuilder prefix(byte[] value) {
        this.prefix = value.clone();
        return this;
    }

    /** Columns, or families, as {@link HBaseThriftTable} writes them; by default all. */
    public HBaseScanBuilder columns(String... values) {
        this.columns = List.of(values);
        return this;
    }

    /** A filter in HBase's filter language. */
    public HBaseScanBuilder filter(String value) {
        this.filter = value;
        return this;
    }

    /** Cells that are older than this timestamp, the timestamp itself excluded. */
    public HBaseScanBuilder before(long timestamp) {
        this.before = timestamp;
        return this;
    }

    /** Rows that are fetched at a time, 1 or more; 1,000 by default. So many are in memory at once. */
    public HBaseScanBuilder batchSize(int value) {
        this.batchSize = value;
        return this;
    }

    /** The most rows it gives, 1 or more; by default all. */
    public HBaseScanBuilder limit(long value) {
        this.limit = value;
        return this;
    }

    /** Splits wide rows: each element has at most so many cells, 1 or more, and several may be of one row. Off by default. */
    public HBaseScanBuilder cellsPerRow(int value) {
        this.cellsPerRow = value;
        return this;
    }

    /** From the last row to the first; off by default. */
    public HBaseScanBuilder reverse(boolean value) {
        this.reverse = value;
        return this;
    }

    /** Whether the region servers keep in their cache what it reads; on by default. */
    public HBaseScanBuilder cacheBlocks(boolean value) {
        this.cacheBlocks = value;
        return this;
    }

    /**
     * Goes on after the last row it gave, with a new scanner, if the server fails or forgets the old one; off by default: what was
     * written meanwhile may be seen in part. Not beside {@link #cellsPerRow}, since half a row cannot be gone on with.
     */
    public HBaseScanBuilder resume(boolean value) {
        this.resume = value;
        return this;
    }

    /** @throws InvalidConfigException naming everything that is wrong */
    public HBaseScan build() {
        List<Violation> violations = new ArrayList<>();
        atLeastOne(violations, "batchSize", batchSize);
        atLeastOne(violations, "limit", limit);
        if (cellsPerRow < 0) {
            violations.add(new Violation("cellsPerRow", Integer.toString(cellsPerRow), "must be 0 (off) or more"));
        }
        if (prefix != null && (start != null || stop != null)) {
            violations.add(new Violation("prefix", "given", "must not be given beside start or stop"));
        }
        if (before != null && before < 0) {
            violations.add(new Violation("before", Long.toString(before), "must be 0 or more"));
        }
        if (resume && cellsPerRow > 0) {
            violations.add(new Violation("resume", "true", "must not be given beside cellsPerRow"));
        }
        for (String column : columns) {
            try {
                HBaseNames.bytes(column);
            } catch (IllegalArgumentException e) {
                violations.add(new Violation("columns", column, String.valueOf(e.getMessage())));
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidConfigException("scan", violations);
        }
        return new HBaseScan(this);
    }

    private static void atLeastOne(List<Violation> violations, String setting, long value) {
        if (value < 1) {
            violations.add(new Violation(setting, Long.toString(value), "must be 1 or more"));
        }
    }
}
