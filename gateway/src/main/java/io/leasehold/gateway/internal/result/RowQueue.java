package io.leasehold.gateway.internal.result;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Rows in their order: those that nobody fetched yet, and, for as long as the client may begin again, those that passed. For one thread
 * at a time: {@link ReadAhead} has the lock.
 *
 * <p>Rows are kept until more than {@link ResultLimits#rewindRows} have passed, or what is kept takes half of what an operation may hold.
 */
final class RowQueue {

    private final ResultLimits limits;
    private final Deque<RowBatch> unread = new ArrayDeque<>();
    private final Deque<RowBatch> passed = new ArrayDeque<>();
    private long unreadBytes;
    private long passedBytes;
    private long position;
    private long added;
    private boolean rewindable = true;

    RowQueue(ResultLimits limits) {
        this.limits = limits;
    }

    boolean hasUnread() {
        return !unread.isEmpty();
    }

    /** What all of it takes. */
    long bytes() {
        return unreadBytes + passedBytes;
    }

    /** How many rows have passed since the beginning, or the last return to it. */
    long position() {
        return position;
    }

    /** How many rows came in so far. */
    long added() {
        return added;
    }

    boolean rewindable() {
        return rewindable;
    }

    void add(RowBatch batch) {
        unread.add(batch);
        unreadBytes += batch.bytes();
        added += batch.rows();
    }

    /** The next rows, as many as are wanted and fit a batch, and at least one; only to be asked with something unread. */
    Fetched take(int maxRows) {
        RowBatch rows = takeUnread(maxRows);
        Fetched fetched = new Fetched(rows, position);
        position += rows.rows();
        if (rewindable) {
            passed.add(rows);
            passedBytes += rows.bytes();
            if (position > limits.rewindRows() || passedBytes > limits.readAheadBytes() / 2) {
                forgetPassed();
            }
        }
        return fetched;
    }

    private RowBatch takeUnread(int maxRows) {
        List<RowBatch> taken = new ArrayList<>();
        int rows = 0;
        long bytes = 0;
        while (!unread.isEmpty() && rows < maxRows) {
            RowBatch next = unread.remove();
            RowBatch part = next.first(maxRows - rows);
            part = part.first(part.rowsWithin(limits.batchBytes() - bytes));
            if (!taken.isEmpty() && bytes + part.bytes() > limits.batchBytes()) {
                unread.addFirst(next);
                break;
            }
            taken.add(part);
            rows += part.rows();
            bytes += part.bytes();
            if (part.rows() < next.rows()) {
                unread.addFirst(next.rest(part.rows()));
            }
        }
        unreadBytes -= bytes;
        return RowBatch.join(taken);
    }

    /** Lets go of what has passed. With nothing passed there is nothing to lose: what comes later may still be kept. */
    void forgetPassed() {
        rewindable = rewindable && position == 0;
        passed.clear();
        passedBytes = 0;
    }

    /** Puts what has passed in front again; only to be asked while that can be done. */
    void rewind() {
        for (Iterator<RowBatch> last = passed.descendingIterator(); last.hasNext(); ) {
            unread.addFirst(last.next());
        }
        passed.clear();
        unreadBytes += passedBytes;
        passedBytes = 0;
        position = 0;
    }

    void clear() {
        unread.clear();
        passed.clear();
        unreadBytes = 0;
        passedBytes = 0;
        rewindable = false;
    }
}
