package io.leasehold.lab.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Control;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Two threads, each of which acquires connections and returns those that the other acquired. Nobody returns its own. The time that the
 * queues between them take is in the figure, for all alike.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HandOver {
    /** Both queues full and both threads acquiring take fewer connections than there are, so that nobody waits for one. */
    private static final int ON_THE_WAY = 8;

    /** What the threads have for each other. */
    @State(Scope.Benchmark)
    public static class Queues {
        private final ArrayBlockingQueue<Connection> toFirst = new ArrayBlockingQueue<>(ON_THE_WAY);
        private final ArrayBlockingQueue<Connection> toSecond = new ArrayBlockingQueue<>(ON_THE_WAY);

        /** By whichever thread comes here first; the rest finds them empty. */
        @TearDown(Level.Iteration)
        public void returnTheRest() throws SQLException {
            returnAll(toFirst);
            returnAll(toSecond);
        }
    }

    @Benchmark
    public Connection relay(MeasuredPool pool, Queues queues, ThreadParams thread, Control control)
            throws SQLException {
        boolean first = thread.getThreadIndex() == 0;
        ArrayBlockingQueue<Connection> mine = first ? queues.toFirst : queues.toSecond;
        ArrayBlockingQueue<Connection> others = first ? queues.toSecond : queues.toFirst;
        Connection connection = pool.dataSource.getConnection();
        boolean passedOn = others.offer(connection);
        returnOne(mine.poll());
        while (!passedOn) {
            if (control.stopMeasurement) {
                // the other may have left already
                connection.close();
                break;
            }
            returnOne(mine.poll());
            Thread.yield();
            passedOn = others.offer(connection);
        }
        return connection;
    }

    private static void returnAll(ArrayBlockingQueue<Connection> queue) throws SQLException {
        for (Connection left = queue.poll(); left != null; left = queue.poll()) {
            left.close();
        }
    }

    private static void returnOne(@Nullable Connection connection) throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
