package io.leasehold.internal;

import io.leasehold.lab.peers.Price;
import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.LeaseHandle;
import java.lang.ref.Reference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A connection handle as short as one can be: prepare, execute, close, and return. Thread-safe as its lease is. */
final class PricedHandle extends LeaseHandle<Connection> {
    private final Connection delegate;

    PricedHandle(Connection delegate, Grant<Connection> grant) {
        super(grant);
        this.delegate = delegate;
    }

    PricedStatement prepare(String sql) throws SQLException {
        int mark = mark();
        try {
            PricedStatement statement = new PricedStatement(this, delegate.prepareStatement(sql));
            if (!Price.CHILDREN.isLeftOut()) {
                addChild(mark, statement);
            }
            return statement;
        } finally {
            unmark(mark, this);
        }
    }

    void giveBack() {
        end();
    }

    private int mark() throws SQLException {
        if (Price.CALL_MARK.isLeftOut()) {
            return 0;
        }
        int mark = enter();
        if (mark == ENDED) {
            throw new SQLException(endedText());
        }
        return mark;
    }

    private void unmark(int mark, Object fenced) {
        if (!Price.CALL_MARK.isLeftOut()) {
            leave(mark);
        }
        if (!Price.REACHABILITY.isLeftOut()) {
            Reference.reachabilityFence(fenced);
        }
    }

    /** A statement of the handle above. */
    static final class PricedStatement extends LeaseChild {
        private final PricedHandle lease;
        private final PreparedStatement delegate;

        PricedStatement(PricedHandle lease, PreparedStatement delegate) {
            this.lease = lease;
            this.delegate = delegate;
        }

        boolean execute() throws SQLException {
            int mark = lease.mark();
            try {
                if (!Price.RESET.isLeftOut()) {
                    lease.needsReset();
                }
                return delegate.execute();
            } finally {
                lease.unmark(mark, this);
            }
        }

        void close() throws SQLException {
            int mark = lease.mark();
            try {
                if (!Price.CHILDREN.isLeftOut()) {
                    lease.removeChild(mark, this);
                }
                delegate.close();
            } finally {
                lease.unmark(mark, this);
            }
        }

        @Override
        protected void endWithLease() throws SQLException {
            delegate.close();
        }
    }
}
