package io.leasehold.drills;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that wait for nothing but time, beside a wait that is judged: how late the latest of them ends is the
 * machine's doing, which no pool can do better than. For one thread.
 */
public final class BareWait {

    private static final int THREADS = 3;

    private final Duration time;
    private final List<Crew.Member<Duration>> members = new ArrayList<>();

    private BareWait(Duration time) {
        this.time = time;
    }

    /** Begins to wait now. */
    public static BareWait begin(Crew crew, Duration time) {
        BareWait wait = new BareWait(time);
        for (int i = 1; i <= THREADS; i++) {
            wait.members.add(crew.start("bare-wait-" + i, () -> late(time)));
        }
        return wait;
    }

    /** How late the latest was; waits for it. */
    public Duration lateness() throws Exception {
        Duration latest = Duration.ZERO;
        for (Crew.Member<Duration> member : members) {
            Duration late = member.within(time.multipliedBy(5));
            latest = late.compareTo(latest) > 0 ? late : latest;
        }
        return latest;
    }

    private static Duration late(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = deadline - System.nanoTime();
        }
        return Duration.ofNanos(-left);
    }
}
