package io.leasehold.lab.bench;

import io.leasehold.internal.PricedCycle;

/** What the threads of a row do, over and over. */
enum Workload {
    CYCLE("connection cycle: getConnection, close", Cycle.class, "cycle", 2),
    CYCLE_BY_ONE("connection cycle by 1 thread", Cycle.class, "cycle", 1),
    CYCLE_BY_MANY("connection cycle by 32 threads", Cycle.class, "cycle", 32),
    STATEMENT("statement cycle: prepareStatement, execute, close on a held connection", Cycle.class, "statement", 2),
    READ(
            "query cycle: prepareStatement, executeQuery, 10 rows, close, close on a held connection",
            Cycle.class,
            "read",
            2),
    HAND_OVER("hand-over: acquired by one thread, returned by another", HandOver.class, "relay", 2),
    WORK("unit of work: getConnection, prepareStatement, execute, close, close", Cycle.class, "work", 2),
    COMMITTED_WORK(
            "unit of work: getConnection, prepareStatement, execute, close, commit, close",
            Cycle.class,
            "committedWork",
            2),
    VIRTUAL("connection cycle by a new virtual thread each time", VirtualCycle.class, "cycle", 1),
    SHARED_BY_ONE("shared acquire and return by a prepared key, 1 thread", SharedCycle.class, "cycle", 1),
    SHARED_BY_MANY("shared acquire and return by a prepared key, 32 threads", SharedCycle.class, "cycle", 32),
    KEYED_BY_ONE("acquire and return on an endpoint, 1 thread", KeyedCycle.class, "cycle", 1),
    KEYED_BY_MANY("acquire and return on an endpoint, 32 threads", KeyedCycle.class, "cycle", 32),
    KEYED_APART("acquire and return on 8 endpoints, 32 threads, each on one", KeyedCycle.class, "cycle", 32),
    PRICED_CYCLE("engine's acquire and return, without JDBC", PricedCycle.class, "cycle", 2),
    PRICED_STATEMENT("prepare, execute, close on a handle of the engine", PricedCycle.class, "statement", 2);

    final String title;
    final int threads;
    private final Class<?> benchmark;
    private final String method;

    Workload(String title, Class<?> benchmark, String method, int threads) {
        this.title = title;
        this.benchmark = benchmark;
        this.method = method;
        this.threads = threads;
    }

    /** Whether the contestant is a pool that the benchmark opens; a price is a constant of its JVM. */
    boolean opensPools() {
        return this != PRICED_CYCLE && this != PRICED_STATEMENT && !isShared() && !isKeyed();
    }

    /** Whether it is about what many share, in the place of a pool. */
    boolean isShared() {
        return this == SHARED_BY_ONE || this == SHARED_BY_MANY;
    }

    /** Whether it is about what is lent by a key, in the place of a pool. */
    boolean isKeyed() {
        return endpoints() > 0;
    }

    /** Of those that are lent by a key: how many keys there are. */
    int endpoints() {
        return switch (this) {
            case KEYED_BY_ONE, KEYED_BY_MANY -> 1;
            case KEYED_APART -> 8;
            default -> 0;
        };
    }

    /** Whether it is an acquire and a return of a connection and no more, which the floor is held against. */
    boolean isCycle() {
        return this == CYCLE || this == CYCLE_BY_ONE;
    }

    /** Whether a thread keeps one connection for as long as it is measured. */
    boolean holdsItsConnection() {
        return this == STATEMENT || this == READ;
    }

    /** A regular expression that names this benchmark alone. */
    String pattern() {
        return pattern(benchmark, method);
    }

    /** A regular expression that names one benchmark alone. */
    static String pattern(Class<?> benchmark, String method) {
        return "^" + (benchmark.getName() + "." + method).replace(".", "\\.") + "$";
    }
}
