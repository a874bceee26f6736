package io.leasehold.lab.soak;

import io.leasehold.lab.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Works for a time, and reads at intervals, at rest, what there is. Used by one thread. */
final class SoakRun {
    private static final int WORKERS = 8;
    private static final int FEWEST_READINGS = 12;
    private static final int MOST_READINGS = 40;
    private static final long REST_WITHIN = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(50);

    private final Tally tally = new Tally();
    private final List<Reading> readings = new ArrayList<>();
    private final List<String> restless = new ArrayList<>();
    private final Planted planted;
    private final long nanos;
    private @Nullable Histogram earlier;
    private @Nullable Histogram latest;

    SoakRun(Duration length, Planted planted) {
        this.nanos = length.toNanos();
        this.planted = planted;
    }

    SoakFound run(long seed, Progress progress) throws SQLException {
        int count = (int) Math.max(FEWEST_READINGS, Math.min(MOST_READINGS, TimeUnit.NANOSECONDS.toMinutes(nanos) * 2));
        progress.expect(count);
        List<Work> works = List.of(
                new JdbcWork(tally),
                new SharedWork(tally),
                new GroupWork(tally),
                new SessionWork(tally),
                new ShortLivedWork(tally));
        long start = System.nanoTime();
        try (Gate gate = new Gate(works, WORKERS, seed, tally)) {
            for (int i = 1; i <= count; i++) {
                progress.begin("everything at work, then at rest for a reading");
                parkUntil(start + nanos / count * i);
                gate.closedWhile(() -> read(works, (System.nanoTime() - start) / 60e9));
                progress.done();
            }
        }
        progress.finish();
        works.forEach(Work::close);
        return found();
    }

    private void read(List<Work> works, double minute) {
        works.forEach(Work::letGo);
        works.stream().filter(work -> !comesToRest(work)).forEach(work -> restless.add(work.toString()));
        planted.leak();
        Histogram now = Histogram.take();
        readings.add(now.reading(minute));
        if (earlier == null && readings.size() > FEWEST_READINGS / 4) {
            earlier = now;
        }
        latest = now;
    }

    /** A handle that was dropped is found by the collector alone, so it is run until nothing is out. */
    private static boolean comesToRest(Work work) {
        long start = System.nanoTime();
        while (!work.isAtRest()) {
            if (System.nanoTime() - start > REST_WITHIN) {
                return false;
            }
            System.gc();
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        return true;
    }

    private SoakFound found() {
        List<Growth> growths = List.of(Kind.values()).stream()
                .map(kind -> Growth.of(kind, readings))
                .toList();
        boolean grew = growths.stream().anyMatch(growth -> !growth.isWithin());
        List<String> grown = grew && latest != null && earlier != null ? latest.grownMost(earlier, 8) : List.of();
        return new SoakFound(
                growths, grown, List.copyOf(restless), tally.counts(), tally.wrongs(), List.copyOf(readings));
    }

    private static void parkUntil(long instant) {
        for (long left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
