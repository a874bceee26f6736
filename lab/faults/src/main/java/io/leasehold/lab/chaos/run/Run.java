package io.leasehold.lab.chaos.run;

import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.DatabaseSession;
import io.leasehold.testbed.TestDatabase;
import io.leasehold.testkit.proxy.FaultProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** One run from beginning to end. Used by one thread. */
public final class Run {
    private static final Duration WARM = Duration.ofSeconds(40);
    private static final Duration IN_FLIGHT = Duration.ofSeconds(2);
    /** Who was in flight when the fault came is met by what it does within this. */
    private static final Duration AT_ONCE = Duration.ofMillis(50);
    /** How much longer a fault stays that has met nobody yet. */
    private static final Duration IN_VAIN = Duration.ofSeconds(6);

    private static final Duration CALM = Duration.ofMillis(150);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** A pool that backs off tries ten times in the first second and less from then on; the double is no storm. */
    private static final int OPENS_A_SECOND = 20;

    private final Schedule schedule;
    private final Mishap mishap;
    private final TestDatabase database;
    private final Planted planted;
    private final Judge judge = new Judge();
    private final List<Worker> workers = new ArrayList<>();
    private boolean exercised;
    private long delivered;
    private long firstServed;
    private long recovered;
    private long latestBeat;

    private Run(Schedule schedule, Mishap mishap, TestDatabase database, Planted planted) {
        this.schedule = mishap.fit(schedule);
        this.mishap = mishap;
        this.database = database;
        this.planted = planted;
    }

    /** @param planted what is broken on purpose, to see that it is found */
    public static Outcome of(Schedule schedule, Mishap mishap, TestDatabase database, Planted planted)
            throws Exception {
        return new Run(schedule, mishap, database, planted).run();
    }

    private Outcome run() throws Exception {
        prepare(database);
        FaultProxy proxy = FaultProxy.builder(database.host(), database.port())
                .seed(schedule.seed())
                .start();
        try (Field field = new Field(schedule, database, proxy, judge)) {
            Traces before;
            try {
                before = use(field);
            } finally {
                mishap.tidy(field);
            }
            planted.atTheEnd(field);
            new Quiet(field, planted.grace()).nothingIsLeft(before);
            return outcome(field);
        }
    }

    /** Gives what there was before the pool. */
    private Traces use(Field field) throws Exception {
        String url = database.urlThrough(mishap.host(field), field.proxy().port())
                + schedule.pool().urlTail(schedule.kind());
        LeaseholdDataSourceBuilder builder =
                schedule.pool().on(mishap.connecting(field, url)).listener(planted.hears(field.trail()));
        mishap.settings(builder, field);
        Traces before = Traces.now(field);
        try (LeaseholdDataSource pool = builder.build()) {
            field.open(pool);
            judge.asks(() -> evidence(field));
            work(field);
            Quiet quiet = new Quiet(field, planted.grace());
            quiet.countsAgree();
            quiet.lendsItsMaximum();
            quiet.countsAgree();
        }
        return before;
    }

    private void work(Field field) throws Exception {
        Metronome metronome = Metronome.start(field.crew(), planted.excuses());
        Watch watch = Watch.start(field, mishap);
        Noticed before = Noticed.NOTHING;
        try {
            hire(field, planted.around(field, field.pool()::getConnection), metronome);
            warmUp(field);
            metronome.warm();
            before = noticed();
            field.pass(schedule.faultAfter());
            fault(field, watch);
            recover(field, metronome);
            field.pass(CALM);
        } finally {
            // who waits when the fault ends may be refused much later, and the machine be late until then
            new Quiet(field, planted.grace()).everybodyGoes();
            metronome.end();
            watch.end();
        }
        latestBeat = metronome.latestMillis();
        noticed().since(before).judge(mishap.unnoticed(), judge, metronome.standstillMillis());
        mishap.everybodyHasGone(field);
    }

    private void warmUp(Field field) {
        long began = System.nanoTime();
        boolean warm = field.awaits(
                WARM,
                () -> mishap.servesEverybody()
                        ? allServed(began)
                        : workers.stream().anyMatch(worker -> worker.isServedSince(began)));
        if (!warm) {
            judge.broken(Invariant.I6, "not everybody was served before anything was wrong");
        }
    }

    /** What an earlier run may have left at the server ends, so that nobody waits for its locks. */
    public static void prepare(TestDatabase database) throws SQLException {
        database.start();
        database.unlimitSessions();
        database.sessions().stream().map(DatabaseSession::id).forEach(database::killSession);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Sql.CREATE);
            statement.execute(Sql.INDEX);
            statement.execute(Sql.EMPTY);
            if (database.kind() == DatabaseKind.H2) {
                statement.execute(Sql.H2_AT_ONCE);
            }
        }
    }

    private void hire(Field field, Source source, Metronome metronome) {
        SplittableRandom dice = field.schedule().dice();
        for (int i = 1; i <= schedule.workers(); i++) {
            Worker worker = new Worker(field, source, mishap, metronome, dice.split(), "worker-" + i);
            workers.add(worker);
            field.crew().start(worker.name(), worker);
        }
    }

    private void fault(Field field, Watch watch) throws Exception {
        field.awaits(IN_FLIGHT, () -> field.ledger().inFlight() > 0);
        boolean inFlight = field.ledger().inFlight() > 0;
        long opens = field.opens();
        long before = mishap.delivered(field);
        long began = System.nanoTime();
        mishap.strike(field);
        watch.faultBegins();
        exercised = field.awaits(AT_ONCE, () -> mishap.delivered(field) > before) && inFlight;
        planted.whileItLasts(field);
        long end = System.nanoTime() + schedule.faultFor().toNanos();
        long latest = end + IN_VAIN.toNanos();
        while (System.nanoTime() - end < 0 || (!exercised && System.nanoTime() - latest < 0)) {
            field.pass(LOOK);
            exercised |= mishap.delivered(field) > before && field.ledger().inFlight() > 0;
        }
        watch.faultEnds();
        mishap.clear(field);
        delivered = mishap.delivered(field) - before;
        if (mishap.failsOpens()) {
            judgeOpens(field.opens() - opens, System.nanoTime() - began);
        }
    }

    private void judgeOpens(long opens, long nanos) {
        long allowed = 3L * schedule.places() + OPENS_A_SECOND * (1 + nanos / 1_000_000_000);
        if (opens > allowed) {
            judge.broken(
                    Invariant.I1,
                    opens + " opens in " + nanos / NANOS_PER_MILLI + " ms of an outage, allowed are " + allowed);
        }
    }

    private void recover(Field field, Metronome metronome) {
        long cleared = System.nanoTime();
        Quiet.endForgotten(field);
        planted.afterTheFault(field);
        // who has come to the head of a long line is served, though he came to its end before
        Predicate<Worker> served = worker -> worker.isLentSince(cleared);
        Duration patience = planted.patience(schedule);
        boolean first = field.awaits(patience, () -> workers.stream().anyMatch(served));
        firstServed = (System.nanoTime() - cleared) / NANOS_PER_MILLI;
        boolean all = mishap.servesEverybody()
                ? field.awaits(patience, () -> {
                    Quiet.endForgotten(field);
                    return allServed(cleared);
                })
                : first;
        recovered = (System.nanoTime() - cleared) / NANOS_PER_MILLI;
        long excuse = metronome.excuseSinceWarm() / NANOS_PER_MILLI;
        if (!first || firstServed > schedule.firstServed().toMillis() + excuse) {
            judge.broken(Invariant.I6, "nobody was served within " + firstServed + " ms after the fault");
        } else if (!all || recovered > schedule.everybodyServed().toMillis() + excuse) {
            judge.broken(Invariant.I6, "not everybody was served within " + recovered + " ms after the fault");
        }
    }

    private boolean allServed(long since) {
        return workers.stream().allMatch(worker -> worker.isServedSince(since));
    }

    private long errors() {
        return workers.stream().mapToLong(Worker::errors).sum();
    }

    private Noticed noticed() {
        return new Noticed(
                errors(), workers.stream().mapToLong(Worker::refusals).sum());
    }

    private List<String> evidence(Field field) {
        List<String> evidence = new ArrayList<>();
        evidence.add(schedule.toString());
        evidence.add(field.pool().snapshot().toString());
        evidence.add(field.proxy().snapshot().toString());
        evidence.addAll(field.trail().last());
        return evidence;
    }

    private Outcome outcome(Field field) {
        Ledger ledger = field.ledger();
        return new Outcome(
                delivered,
                exercised,
                firstServed,
                recovered,
                ledger.begun(),
                ledger.count(Ledger.Fate.COMMITTED),
                ledger.count(Ledger.Fate.UNKNOWN),
                ledger.refusals(),
                errors(),
                latestBeat,
                judge.doubts(),
                judge.violations());
    }
}
