package io.leasehold.jdbc.internal;

import io.leasehold.jdbc.internal.errors.PoolSqlException;
import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.Verdict;
import java.io.IOException;
import java.lang.ref.Reference;
import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lease's fence as the delegates of one connection use it: everything made from the connection enters here. Safe for
 * any thread, as the lease is.
 */
abstract class FencedConnection extends LeaseHandle<PhysicalConnection> implements Connection {

    /** What {@link #enterCall} gives when the lease has ended. */
    static final int LEASE_OVER = ENDED;

    /** The mark of a call of the acquirer that is inside no other. */
    private static final int OUTERMOST = 0;

    final PhysicalConnection physical;

    private @Nullable SQLException rollbackFailure;

    FencedConnection(PhysicalConnection physical, Grant<PhysicalConnection> grant) {
        super(grant);
        this.physical = physical;
    }

    final int enterCall() {
        return enter();
    }

    final void leaveCall(int mark) {
        leave(mark);
    }

    /** Whether other threads than the acquirer came through this lease, so that what is known of its changes may lack some. */
    final boolean wasShared() {
        return isShared();
    }

    /** The driver's statements that this lease has open, for an abort that must cancel what runs. */
    final List<Statement> statementsNow() {
        return childrenNow().stream()
                .filter(FencedStatement.class::isInstance)
                .map(child -> ((FencedStatement) child).delegate)
                .toList();
    }

    final boolean isOver() {
        return isEnded();
    }

    final void track(int mark, LeaseChild child) {
        addChild(mark, child);
    }

    final void untrack(int mark, LeaseChild child) {
        removeChild(mark, child);
    }

    /** A statement of this {@link SqlKind} is about to run. */
    final void ran(int kind) {
        physical.ran(kind);
        if (!physical.hasOnlyWarnings()) {
            needsReset();
        }
    }

    /** A call is about to reach the server otherwise than by a statement. */
    final void touched() {
        if (!physical.autoCommit()) {
            physical.touched();
            needsReset();
        }
    }

    /** A property that the next holder would see is about to be changed. */
    final void changing(int bit) {
        physical.changing(bit);
        needsReset();
    }

    /** The driver's own object goes to the holder, who may do anything with it and at any time. */
    final void rawGivenOut() {
        physical.mark(PhysicalConnection.RAW_GIVEN_OUT);
        needsReset();
        givenOut();
    }

    /** What the connection will answer is not known from now on: the holder goes on, nobody gets it after him. */
    final void destroyOnReturn(String why) {
        failed(new PoolSqlException(why), Verdict.RETIRE_ON_RETURN);
    }

    /** This thread is about to cancel a statement: a late cancel could hit the next holder. */
    final void cancelling() {
        Thread by = Thread.currentThread();
        destroyOnReturn("cancelled by thread " + (by.getName().isEmpty() ? "#" + by.getId() : by.getName()));
    }

    /**
     * Clears the warnings of a lease that left nothing else, be it that it committed the rest, which spares most leases the reset.
     * What cannot be cleared is not lent again; close() does not throw for it. Only for the holder outside any call: another
     * thread's close must not wait in the driver behind a call that runs, and by its entering has all reset.
     */
    final void clearWarningsAlone() {
        int mark = enter();
        if (mark == ENDED) {
            return;
        }
        try {
            if (mark == OUTERMOST) {
                physical.connection().clearWarnings();
                physical.clearedWarnings();
                needsNoReset();
            }
        } catch (SQLException | RuntimeException | Error e) {
            failed(e, Verdict.RETIRE_ON_RETURN);
        } finally {
            leave(mark);
            Reference.reachabilityFence(this);
        }
    }

    /** By the reset: the holder believes in a rollback that failed, and must be told when his close() ends. */
    final void rollbackFailed(SQLException failure) {
        rollbackFailure = failure;
    }

    final @Nullable SQLException rollbackFailure() {
        return rollbackFailure;
    }

    /** Tells the lease of an error that a call met, and gives the one to throw. To be called inside the call. */
    final SQLException callFailed(Throwable error) {
        judge(error);
        if (error instanceof Error e) {
            throw e;
        }
        if (isEnded()) {
            return EndedErrors.ended(endedText(), error);
        }
        if (error instanceof RuntimeException e) {
            throw e;
        }
        return error instanceof SQLException e ? e : new SQLException(error);
    }

    /** As {@link #callFailed}, for a call that ends a transaction: cut short, it may have been done or not. */
    final SQLException commitFailed(Throwable error) {
        SQLException thrown = callFailed(error);
        return isEnded() ? EndedErrors.outcomeUnknown(endedText(), error) : thrown;
    }

    /** As {@link #callFailed}, for a statement that may have committed what it did. */
    final SQLException changeFailed(Throwable error) {
        SQLException thrown = callFailed(error);
        return isEnded() ? EndedErrors.changeUnknown(endedText(), error) : thrown;
    }

    /** As {@link #callFailed}, for a stream. */
    final IOException streamFailed(Throwable error) {
        judge(error);
        if (error instanceof Error e) {
            throw e;
        }
        if (isEnded()) {
            return EndedErrors.stream(EndedErrors.ended(endedText(), error));
        }
        if (error instanceof RuntimeException e) {
            throw e;
        }
        return error instanceof IOException e ? e : new IOException(error);
    }

    /** As {@link #callFailed}, for client info. */
    final SQLClientInfoException clientInfoFailed(Throwable error) {
        SQLException thrown = callFailed(error);
        return thrown instanceof SQLClientInfoException e ? e : EndedErrors.clientInfo(thrown);
    }

    /** As {@link #callFailed}, for a method that declares no exception. */
    final RuntimeException callFailedUnchecked(Throwable error) {
        judge(error);
        if (error instanceof Error e) {
            throw e;
        }
        return isEnded() ? new IllegalStateException(endedText(), error) : (RuntimeException) error;
    }

    private void judge(Throwable error) {
        Verdict verdict;
        try {
            verdict = physical.errors().verdictOn(error);
        } catch (Throwable e) {
            // an application may have its say in the policy; its mistake must not hide the driver's error
            if (e != error) {
                error.addSuppressed(e);
            }
            verdict = Verdict.RETIRE_ON_RETURN;
        }
        if (verdict == Verdict.KEEP && leavesStateUnknown(error)) {
            verdict = Verdict.RETIRE_ON_RETURN;
        }
        failed(error, verdict);
    }

    /** Whatever the policy says: a late cancel or a half-read answer could hit the next holder. */
    private static boolean leavesStateUnknown(Throwable error) {
        return error instanceof SQLTimeoutException || Thread.currentThread().isInterrupted();
    }

    /** What a call gets whose lease has ended. */
    final SQLException endedError() {
        return EndedErrors.ended(endedText(), endedCause());
    }

    final IllegalStateException endedUnchecked() {
        return new IllegalStateException(endedText(), endedCause());
    }

    final IOException endedStream() {
        return EndedErrors.stream(endedError());
    }

    final SQLClientInfoException endedClientInfo() {
        return EndedErrors.clientInfo(endedError());
    }

    /** Never asks the driver, which may be waiting for its server. */
    @Override
    public String toString() {
        String handle = "connection handle of pool " + poolName() + " @";
        return handle + Integer.toHexString(System.identityHashCode(this)) + (isEnded() ? ", ended" : "");
    }
}
