package io.leasehold.thrift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a scan reads, and how. Immutable; {@link #builder()} makes one. */
public final class HBaseScan {

    final byte @Nullable [] start;
    final byte @Nullable [] stop;
    final byte @Nullable [] prefix;
    final List<String> columns;
    final @Nullable String filter;
    final @Nullable Long before;
    final int batchSize;
    final long limit;
    final int cellsPerRow;
    final boolean reverse;
    final boolean cacheBlocks;
    final boolean resume;

    HBaseScan(HBaseScanBuilder builder) {
        this.start = builder.start;
        this.stop = builder.stop;
        this.prefix = builder.prefix;
        this.columns = List.copyOf(builder.columns);
        this.filter = builder.filter;
        this.before = builder.before;
        this.batchSize = builder.batchSize;
        this.limit = builder.limit;
        this.cellsPerRow = builder.cellsPerRow;
        this.reverse = builder.reverse;
        this.cacheBlocks = builder.cacheBlocks;
        this.resume = builder.resume;
    }

    /** A scan of a whole table, 1,000 rows at a time, until it is told otherwise. */
    public static HBaseScanBuilder builder() {
        return new HBaseScanBuilder();
    }
}
