package io.leasehold.gateway.internal.result;

import org.apache.hive.service.rpc.thrift.TRowSet;

/**
 * What a fetch takes. Immutable.
 *
 * @param rows none at the end of the result, and only there
 * @param startOffset rows of the result before these
 */
public record Fetched(RowBatch rows, long startOffset) {

    public TRowSet toThrift() {
        return rows.toThrift(startOffset);
    }
}
