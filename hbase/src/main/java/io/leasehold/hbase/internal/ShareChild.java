package io.leasehold.hbase.internal;

import io.leasehold.spi.LeaseChild;
import java.io.IOException;

/** Something made from a share that ends with it, by an act of its own. Safe for use by many threads if the act is. */
final class ShareChild extends LeaseChild {
    private final String what;
    private final End end;

    /** How it ends. */
    @FunctionalInterface
    interface End {
        void end() throws Exception;
    }

    /** @param what for the report, should it not end */
    ShareChild(String what, End end) {
        this.what = what;
        this.end = end;
    }

    @Override
    protected void endWithLease() throws Exception {
        try {
            end.end();
        } catch (Exception e) {
            throw new IOException(what + " failed to close: " + e.getMessage(), e);
        }
    }
}
