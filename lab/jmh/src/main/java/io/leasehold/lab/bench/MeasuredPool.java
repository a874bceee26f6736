package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.OpenPool;
import io.leasehold.lab.peers.Shape;
import io.leasehold.lab.stub.StubTimes;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The pool of one fork, open and full before the first call. Shared by all threads of the fork. */
@State(Scope.Benchmark)
public class MeasuredPool {
    @Param("hikaricp")
    public String contestant = "";

    @Param("32")
    public int poolSize;

    @Param("0")
    public long burnNanos;

    @SuppressWarnings("NullAway.Init")
    DataSource dataSource;

    @SuppressWarnings("NullAway.Init")
    private OpenPool pool;

    @Setup
    public void open() throws SQLException {
        Shape shape = Shape.of(poolSize, new StubTimes(burnNanos, 0, 0));
        pool = Contestants.byId(contestant).open(shape).filled(poolSize);
        dataSource = pool.dataSource();
    }

    /**
     * Closes on a thread of its own, for which the JVM waits: while one worker tears down for longer than a millisecond, JMH 1.37
     * has the others sleep for a second, which would be half of a short fork.
     */
    @TearDown
    public void close() {
        new Thread(() -> {
                    try {
                        pool.close();
                    } catch (Exception e) {
                        throw new IllegalStateException("The pool of " + contestant + " did not close.", e);
                    }
                })
                .start();
    }
}
