package io.leasehold.thrift;

import io.leasehold.thrift.internal.HBaseNames;
import io.leasehold.thrift.internal.RowBounds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.hbase.thrift.generated.TScan;
import org.jspecify.annotations.Nullable;

/** How far a scan has come, and what to ask the server for to begin it or to go on with it. For one thread at a time. */
final class ScanProgress {

    private final HBaseScan scan;
    private long wanted;
    private byte @Nullable [] last;

    ScanProgress(HBaseScan scan) {
        this.scan = scan;
        this.wanted = scan.limit;
    }

    int nextBatch() {
        return (int) Math.min(scan.batchSize, wanted);
    }

    boolean isComplete() {
        return wanted == 0;
    }

    /** Whether a row that came is one of those asked for and is new; notes it if so. */
    boolean accepts(byte[] row) {
        boolean again = scan.cellsPerRow == 0 && last != null && Arrays.equals(last, row);
        if (again || wanted == 0 || scan.prefix != null && !RowBounds.startsWith(row, scan.prefix)) {
            return false;
        }
        last = row;
        wanted--;
        return true;
    }

    TScan request() {
        TScan request =
                new TScan().setCaching(nextBatch()).setReversed(scan.reverse).setCacheBlocks(scan.cacheBlocks);
        byte[] start = scan.reverse ? reverseStart() : start();
        if (start != null) {
            request.setStartRow(start);
        }
        byte[] stop = scan.reverse ? reverseStop() : stop();
        if (stop != null) {
            request.setStopRow(stop);
        }
        if (!scan.columns.isEmpty()) {
            request.setColumns(HBaseNames.all(scan.columns.toArray(String[]::new)));
        }
        if (scan.filter != null) {
            request.setFilterString(ByteBuffer.wrap(scan.filter.getBytes(StandardCharsets.UTF_8)));
        }
        if (scan.before != null) {
            request.setTimestamp(scan.before);
        }
        if (scan.cellsPerRow > 0) {
            request.setBatchSize(scan.cellsPerRow);
        }
        return request;
    }

    private byte @Nullable [] start() {
        if (last != null) {
            return RowBounds.after(last);
        }
        return scan.prefix != null ? scan.prefix : scan.start;
    }

    private byte @Nullable [] stop() {
        return scan.prefix != null ? RowBounds.afterPrefix(scan.prefix) : scan.stop;
    }

    /** Inclusive, so going on begins with the last row again, which {@link #accepts} drops. */
    private byte @Nullable [] reverseStart() {
        if (last != null) {
            return last;
        }
        return scan.prefix != null ? RowBounds.afterPrefix(scan.prefix) : scan.start;
    }

    /** Exclusive, so it must lie before the prefix, which may be a row itself. */
    private byte @Nullable [] reverseStop() {
        return scan.prefix != null ? RowBounds.closelyBefore(scan.prefix) : scan.stop;
    }
}
