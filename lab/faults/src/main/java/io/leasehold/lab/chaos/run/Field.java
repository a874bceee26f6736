package io.leasehold.lab.chaos.run;

import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.testbed.TestDatabase;
import io.leasehold.testbed.TestbedException;
import io.leasehold.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where a run takes place: everything that a fault, a worker or a check may need. Safe for use by many threads. */
public final class Field implements AutoCloseable {
    private static final long LOOK = 2_000_000;

    private final Schedule schedule;
    private final TestDatabase database;
    private final FaultProxy proxy;
    private final List<TestDatabase> databases = new CopyOnWriteArrayList<>();
    private final List<FaultProxy> proxies = new CopyOnWriteArrayList<>();
    private final Judge judge;
    private final Ledger ledger = new Ledger();
    private final Holders holders;
    private final EventTrail trail = new EventTrail();
    private final Crew crew;
    private final AtomicReference<@Nullable LeaseholdDataSource> pool = new AtomicReference<>();
    private volatile boolean stopping;

    Field(Schedule schedule, TestDatabase database, FaultProxy proxy, Judge judge) {
        this.schedule = schedule;
        this.database = database;
        this.proxy = proxy;
        databases.add(database);
        proxies.add(proxy);
        this.judge = judge;
        this.holders = new Holders(judge);
        this.crew = new Crew(schedule.virtual());
    }

    void open(LeaseholdDataSource opened) {
        pool.set(opened);
    }

    public Schedule schedule() {
        return schedule;
    }

    public TestDatabase database() {
        return database;
    }

    public FaultProxy proxy() {
        return proxy;
    }

    public LeaseholdDataSource pool() {
        LeaseholdDataSource there = pool.get();
        if (there == null) {
            throw new IllegalStateException("The pool is not built yet.");
        }
        return there;
    }

    /** Another server that the pool may come to, and the proxy before it, which ends with the run. */
    public void add(TestDatabase other, FaultProxy before) {
        databases.add(other);
        proxies.add(before);
    }

    List<TestDatabase> databases() {
        return databases;
    }

    List<FaultProxy> proxies() {
        return proxies;
    }

    /** Sessions of the pool's user, by what the servers say; empty while one of them says nothing. */
    OptionalInt sessions() {
        try {
            return OptionalInt.of(
                    databases.stream().mapToInt(TestDatabase::countSessions).sum());
        } catch (TestbedException down) {
            return OptionalInt.empty();
        }
    }

    /**
     * Connections whose client has not hung up. A pool only ever leaves an earlier server for a later one, so the later is read
     * first: what has moved meanwhile must not be counted at both.
     */
    int openConnections() {
        int open = 0;
        for (int i = proxies.size() - 1; i >= 0; i--) {
            open += proxies.get(i).snapshot().open();
        }
        return open;
    }

    /** Connections ever accepted. */
    long opens() {
        return proxies.stream().mapToLong(each -> each.snapshot().accepted()).sum();
    }

    public Judge judge() {
        return judge;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Holders holders() {
        return holders;
    }

    public EventTrail trail() {
        return trail;
    }

    public Crew crew() {
        return crew;
    }

    /** Whether workers are to come to their end. */
    public boolean isStopping() {
        return stopping;
    }

    void stop() {
        stopping = true;
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        awaits(time, () -> false);
    }

    /** Whether the condition came within the time. */
    public boolean awaits(Duration limit, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin >= limit.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(LOOK);
        }
        return true;
    }

    @Override
    public void close() {
        proxies.forEach(FaultProxy::close);
    }
}
