package io.leasehold.thrift;

import io.leasehold.AcquireException;
import io.leasehold.thrift.internal.ClientHandle;
import io.leasehold.thrift.internal.HBaseScanner;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.hadoop.hbase.thrift.generated.IllegalArgument;
import org.apache.hadoop.hbase.thrift.generated.TRowResult;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a scan, which own the lease they come through. As a stream, for one thread at a time; it may be closed by another.
 *
 * <p>The lock is held while the server is asked. Whoever closes in the middle of that does not wait for the answer: it retires
 * the lease, and the pool sees to the scanner.
 */
final class HBaseScanStream extends AbstractSpliterator<HBaseRow> {

    private static final int MOST_RESUMES_WITHOUT_A_ROW = 3;

    private final HBaseThriftTable table;
    private final ScanProgress progress;
    private final boolean resumes;
    private final ReentrantLock asking = new ReentrantLock();
    private final Queue<HBaseRow> fetched = new ArrayDeque<>();
    private volatile @Nullable Open open;
    private volatile boolean closed;
    private int resumesWithoutARow;

    /** A scanner and the lease it is read through. */
    private record Open(ClientHandle<Hbase.Client> lease, HBaseScanner scanner) {

        List<TRowResult> next(int rows) throws TException {
            return lease.client().scannerGetList(scanner.id(), rows);
        }

        /** Closes the scanner if its transport lives, and returns the lease; else the pool sees to it. */
        void end() {
            try {
                lease.client().scannerClose(scanner.id());
                lease.ended(scanner);
            } catch (TException e) {
                if (lease.isQuiet()) {
                    // the server has answered: whatever it says, it has this scanner no more
                    lease.ended(scanner);
                }
            } finally {
                lease.close();
            }
        }
    }

    private HBaseScanStream(HBaseThriftTable table, HBaseScan scan) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.table = table;
        this.progress = new ScanProgress(scan);
        this.resumes = scan.resume;
    }

    /** Opens the scanner; if that fails, the lease has gone back before this throws. */
    static Stream<HBaseRow> open(HBaseThriftTable table, HBaseScan scan) throws TException {
        HBaseScanStream rows = new HBaseScanStream(table, scan);
        try {
            rows.openScanner();
        } catch (TException e) {
            throw table.named(e);
        }
        return StreamSupport.<HBaseRow>stream(rows, false).onClose(rows::close);
    }

    private void openScanner() throws TException {
        ClientHandle<Hbase.Client> lease = table.clients().handle();
        try {
            long newest = lease.newestSerial();
            int id = lease.client().scannerOpenWithScan(table.nameBytes(), progress.request(), Map.of());
            HBaseScanner scanner = new HBaseScanner(newest, id, table.name());
            lease.opened(scanner);
            open = new Open(lease, scanner);
        } catch (Throwable e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super HBaseRow> action) {
        HBaseRow next = next();
        if (next == null) {
            return false;
        }
        action.accept(next);
        return true;
    }

    private @Nullable HBaseRow next() {
        while (!closed) {
            HBaseRow next = fetched.poll();
            if (next != null || open == null) {
                return next;
            }
            fetch();
        }
        throw new IllegalStateException("the scan of table '" + table.name() + "' was closed before its end");
    }

    private void fetch() {
        asking.lock();
        try {
            Open now = open;
            if (now == null) {
                return;
            }
            try {
                List<TRowResult> rows = now.next(progress.nextBatch());
                if (take(rows)) {
                    end();
                }
            } catch (TException e) {
                end();
                resume(now, e);
            } catch (RuntimeException | Error e) {
                endAfter(e);
                throw e;
            }
        } finally {
            asking.unlock();
        }
    }

    /** Gives whether that was all: a batch that is merely short is not the end, only an empty one is. */
    private boolean take(List<TRowResult> rows) {
        for (TRowResult row : rows) {
            if (progress.accepts(row.getRow())) {
                fetched.add(HBaseThriftTable.row(row));
                resumesWithoutARow = 0;
            }
        }
        return rows.isEmpty() || progress.isComplete();
    }

    private void resume(Open lost, TException first) {
        boolean may = resumes && isLoss(first) && !lost.lease().wasRevoked();
        while (may && !closed && ++resumesWithoutARow <= MOST_RESUMES_WITHOUT_A_ROW) {
            try {
                openScanner();
                if (closed) {
                    end();
                }
                return;
            } catch (TException | AcquireException e) {
                first.addSuppressed(e);
                may = e instanceof TTransportException;
            }
        }
        throw new UncheckedThriftException(table.named(first));
    }

    /** Whether it was the transport or the scanner that was lost; HBase answers {@code IllegalArgument} for an unknown one. */
    private static boolean isLoss(TException error) {
        return error instanceof TTransportException
                || error instanceof TProtocolException
                || error instanceof IllegalArgument;
    }

    private void end() {
        Open now = open;
        open = null;
        if (now != null) {
            now.end();
        }
    }

    private void endAfter(Throwable why) {
        try {
            end();
        } catch (RuntimeException | Error e) {
            if (e != why) {
                why.addSuppressed(e);
            }
        }
    }

    private void close() {
        closed = true;
        if (asking.tryLock()) {
            try {
                end();
            } finally {
                asking.unlock();
            }
            return;
        }
        Open now = open;
        if (now != null) {
            now.lease().retire(new IllegalStateException("the scan was closed while the server was asked for rows"));
        }
    }
}
