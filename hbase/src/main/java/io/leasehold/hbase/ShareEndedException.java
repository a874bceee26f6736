package io.leasehold.hbase;

import org.apache.hadoop.hbase.DoNotRetryIOException;

/**
 * A connection was used, or something made from it, after its share had ended. The message says how and when it ended, and
 * by whom. HBase does not retry it. Calls that declare no {@link java.io.IOException} fail with
 * {@link io.leasehold.LeaseEndedException} and the same message instead.
 */
public final class ShareEndedException extends DoNotRetryIOException {

    private static final long serialVersionUID = 1L;

    public ShareEndedException(String message) {
        super(message);
    }
}
