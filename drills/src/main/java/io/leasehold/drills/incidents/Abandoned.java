package io.leasehold.drills.incidents;

import io.leasehold.drills.Await;
import io.leasehold.drills.CannotInjectException;
import io.leasehold.drills.DatabaseDrill;
import io.leasehold.drills.DatabaseStage;
import io.leasehold.drills.Errors;
import io.leasehold.drills.Evidence;
import io.leasehold.drills.Finding;
import io.leasehold.drills.databases.Observer;
import io.leasehold.drills.pools.PoolNeeds;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Handles are dropped without close: after garbage collection the pool must notice, and have its capacity back. */
public final class Abandoned implements DatabaseDrill {

    private static final int SIZE = 3;
    private static final String HOLDER = "careless-import";
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /**
     * What the incident left.
     *
     * @param said what the pool said by itself
     * @param goneAfter how long until no dropped connection was in the database, or empty if one stayed
     * @param capacity how many could acquire at the same time afterwards
     * @param lentAgain how many of the dropped connections were lent again
     */
    record Facts(String said, Optional<Duration> goneAfter, int capacity, int lentAgain) {}

    @Override
    public String name() {
        return "abandoned";
    }

    @Override
    public String incident() {
        return "Connections are dropped without close(): nothing refers to them, and the pool runs dry.";
    }

    @Override
    public PoolNeeds needs() {
        return PoolNeeds.size(SIZE).abandonedAfter(Duration.ofSeconds(1)).acquireTimeout(Duration.ofSeconds(1));
    }

    @Override
    public List<Finding> run(DatabaseStage stage) throws Exception {
        Observer observer = stage.observer();
        Evidence evidence = stage.evidence();
        requireGarbageCollection();
        Set<String> dropped =
                stage.crew().start(HOLDER, () -> acquireAndDrop(stage)).within(Duration.ofSeconds(10));
        evidence.did(
                "thread '%s' acquired all %d connections, dropped the handles without close(), and ended",
                HOLDER, SIZE);
        evidence.saw("the database has their sessions: %s", dropped);

        Optional<Duration> gone = Await.until(PATIENCE, () -> {
            System.gc();
            Await.passing(Duration.ofMillis(100));
            return Collections.disjoint(observer.sessions(), dropped);
        });
        evidence.did("garbage was collected again and again for at most %d ms", PATIENCE.toMillis());
        gone.ifPresent(time -> evidence.measured("dropped connections gone from the database after", time));
        evidence.saw(
                "the database %s",
                gone.isPresent() ? "has none of the sessions any more" : "still has " + observer.sessions());

        Set<String> now = warm(stage);
        evidence.saw("%d of %d can be held at the same time now", now.size(), SIZE);
        int capacity = now.size();
        now.retainAll(dropped);
        return judge(new Facts(String.join("\n", stage.log().lines()), gone, capacity, now.size()));
    }

    static List<Finding> judge(Facts facts) {
        boolean named = facts.said().contains(HOLDER) || facts.said().contains("acquireAndDrop");
        return List.of(
                new Finding(
                        facts.goneAfter().isPresent(),
                        "dropped connections are retired: gone from the database",
                        facts.goneAfter()
                                .map(time -> "gone after " + time.toMillis() + " ms")
                                .orElse("still there")),
                new Finding(
                        named,
                        "the pool reports them, with the thread or the place in the code",
                        named ? "named in the log" : "not in the log"),
                new Finding(facts.capacity() == SIZE, "the pool's capacity is back", facts.capacity() + " of " + SIZE),
                new Finding(facts.lentAgain() == 0, "none of them is lent again", facts.lentAgain() + " lent again"));
    }

    /** The bug: the handles are unreachable once this returns. */
    private static Set<String> acquireAndDrop(DatabaseStage stage) throws SQLException {
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < SIZE; i++) {
            Connection connection = stage.pool().dataSource().getConnection();
            ids.add(stage.observer().sessionOf(connection));
        }
        return ids;
    }

    private static Set<String> warm(DatabaseStage stage) {
        try {
            return new LinkedHashSet<>(stage.warm(SIZE));
        } catch (SQLException e) {
            stage.evidence().saw("acquiring %d at a time: %s", SIZE, Errors.line(e));
            return new LinkedHashSet<>();
        }
    }

    private static void requireGarbageCollection() throws Exception {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        Optional<Duration> collected = Await.until(Duration.ofSeconds(2), () -> {
            System.gc();
            return garbage.get() == null;
        });
        if (collected.isEmpty()) {
            throw new CannotInjectException(
                    "this JVM does not collect garbage when asked to: run without -XX:+DisableExplicitGC");
        }
    }
}
