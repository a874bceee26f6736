package io.leasehold.internal;

import io.leasehold.Pool;
import io.leasehold.PoolConfig;
import io.leasehold.lab.peers.Price;
import io.leasehold.spi.HandlePool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The engine's two short paths, step by step, but for what {@link Price#LEFT_OUT} names. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PricedCycle {
    private static final int SIZE = 32;
    private static final String SQL = "INSERT INTO test (column) VALUES (?)";

    /** Shared by all threads. */
    @State(Scope.Benchmark)
    public static class Pooled {
        @SuppressWarnings("NullAway.Init")
        EnginePool<Connection, PricedHandle> pool;

        @Setup
        public void open() {
            PoolConfig config = Pool.of(Object::new)
                    .name("price")
                    .minimumSize(SIZE)
                    .maximumSize(SIZE)
                    .config();
            pool = (EnginePool<Connection, PricedHandle>)
                    HandlePool.open(config, new PricedFactory(), null, null, null);
            List<PricedHandle> all = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) {
                all.add(pool.acquire());
            }
            all.forEach(PricedHandle::giveBack);
        }

        /** On a thread of its own, as {@link io.leasehold.lab.bench.MeasuredPool#close} says. */
        @TearDown
        public void close() {
            new Thread(pool::close).start();
        }
    }

    /** One for each thread. */
    @State(Scope.Thread)
    public static class Held {
        @SuppressWarnings("NullAway.Init")
        PricedHandle handle;

        @Setup(Level.Iteration)
        public void acquire(Pooled pooled) {
            handle = pooled.pool.acquire();
        }

        @TearDown(Level.Iteration)
        public void giveBack() {
            handle.giveBack();
        }
    }

    @Benchmark
    public PricedHandle cycle(Pooled pooled) {
        EnginePool<Connection, PricedHandle> pool = pooled.pool;
        long now = pool.coarseNanos();
        Place<Connection> place = pool.takeIdle(now);
        if (place == null) {
            // this thread stood still for so long that every place must be checked again
            PricedHandle proven = pool.acquire();
            proven.giveBack();
            return proven;
        }
        long token = place.granted();
        place.grant(token);
        PricedHandle handle = pool.factory.lend(place.resource(), place);
        if (!Price.HOLDER_FACTS.isLeftOut()) {
            place.hold(handle, now);
        }
        if (!Price.SITES.isLeftOut() && pool.sites.isSampled(token)) {
            pool.events.lent(place, token, handle, 0);
        }
        giveBack(pool, place, handle, token);
        return handle;
    }

    private static void giveBack(
            EnginePool<Connection, PricedHandle> pool, Place<Connection> place, PricedHandle handle, long token) {
        if (!place.isPlain() || place.ownerInside(token) || !pool.quickReturns() || place.enterOwner(token) < 0) {
            handle.giveBack();
            return;
        }
        long now = pool.coarseNanos();
        if (Price.HOLDER_FACTS.isLeftOut()) {
            place.idleSince = now;
        } else {
            place.leaveBehind(now);
        }
        if (Price.RETURN_CAS.isLeftOut()) {
            place.word = PlaceWord.next(token, PlaceWord.IDLE);
        } else {
            place.giveBack(token);
        }
        pool.afterReturn();
    }

    @Benchmark
    public Object statement(Held held) throws SQLException {
        PricedHandle.PricedStatement statement = held.handle.prepare(SQL);
        statement.execute();
        statement.close();
        return statement;
    }
}
