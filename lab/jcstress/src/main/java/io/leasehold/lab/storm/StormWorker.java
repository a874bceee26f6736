package io.leasehold.lab.storm;

import io.leasehold.AcquireException;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.Verdict;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Acquires, calls, returns, and misuses its own handles and those that others left lying about. One thread's. */
final class StormWorker implements Runnable {
    private static final long LONGEST_TIMEOUT = TimeUnit.MILLISECONDS.toNanos(3);
    private static final long FAR_TOO_LATE = TimeUnit.SECONDS.toNanos(2);
    private static final long LINGER = TimeUnit.MICROSECONDS.toNanos(100);
    private static final int IN_PERCENT = 100;

    private final HandlePool<StormResource, StormHandle> pool;
    private final AtomicReferenceArray<@Nullable StormHandle> lyingAbout;
    private final Judge judge;
    private final SplittableRandom random;
    private final long until;

    StormWorker(
            HandlePool<StormResource, StormHandle> pool,
            AtomicReferenceArray<@Nullable StormHandle> lyingAbout,
            Judge judge,
            SplittableRandom random,
            long until) {
        this.pool = pool;
        this.lyingAbout = lyingAbout;
        this.judge = judge;
        this.random = random;
        this.until = until;
    }

    @Override
    public void run() {
        while (System.nanoTime() - until < 0) {
            try {
                useOne();
                meddle();
            } catch (RuntimeException | Error e) {
                judge.broken("an error nobody should see: " + e);
            }
        }
    }

    private void useOne() {
        StormHandle handle = acquire();
        if (handle == null) {
            return;
        }
        int slot = random.nextInt(lyingAbout.length());
        lyingAbout.set(slot, handle);
        for (int calls = random.nextInt(4); calls > 0; calls--) {
            call(handle, "calls by the holder");
        }
        end(handle, slot);
    }

    private @Nullable StormHandle acquire() {
        long timeout = random.nextInt(4) == 0 ? 0 : random.nextLong(LONGEST_TIMEOUT);
        long start = System.nanoTime();
        try {
            StormHandle handle = pool.acquire(timeout);
            judge.saw("leases");
            return handle;
        } catch (AcquireException e) {
            judge.saw("refused: " + e.getClass().getSimpleName());
            return null;
        } finally {
            if (System.nanoTime() - start > timeout + FAR_TOO_LATE) {
                judge.broken("P4: an acquire ended 2 s after its deadline");
            }
            // an interrupt that arrived late belongs to nobody
            Thread.interrupted();
        }
    }

    private void end(StormHandle handle, int slot) {
        int dice = random.nextInt(IN_PERCENT);
        if (dice < 90) {
            handle.close();
        } else if (dice < 93) {
            handle.close();
            if (handle.close()) {
                judge.broken("P1: a second return claims to have ended the lease");
            }
        } else if (dice < 95) {
            handle.retire();
        } else {
            judge.saw("leases left to others, or to nobody");
            return;
        }
        if (!handle.hasEnded()) {
            judge.broken("P1: a lease stands after its return");
        }
        lyingAbout.compareAndSet(slot, handle, null);
    }

    /** Uses or ends a lease that is another thread's, or that is over. */
    private void meddle() {
        StormHandle other = lyingAbout.get(random.nextInt(lyingAbout.length()));
        if (other == null || random.nextInt(3) != 0) {
            return;
        }
        int dice = random.nextInt(IN_PERCENT);
        if (dice < 60) {
            call(other, "calls by another");
        } else if (dice < 95) {
            judge.saw(other.close() ? "returns by another" : "returns too late");
        } else {
            judge.saw(other.retire() ? "retired by another" : "retired too late");
        }
    }

    private void call(StormHandle handle, String what) {
        int dice = random.nextInt(IN_PERCENT);
        Verdict verdict = dice == 0
                ? Verdict.RETIRE
                : dice == 1 ? Verdict.RETIRE_AND_SUSPECT_SIBLINGS : dice == 2 ? Verdict.RETIRE_ON_RETURN : Verdict.KEEP;
        Runnable work = dice == 3 ? () -> closeAndLinger(handle) : random.nextInt(10) == 0 ? Thread::yield : () -> {};
        judge.saw(handle.call(work, random.nextBoolean(), verdict) ? what : what + ", refused");
    }

    /** Gives the lease back from inside a call, and stays long enough for another to meet it. */
    private static void closeAndLinger(StormHandle handle) {
        handle.close();
        LockSupport.parkNanos(LINGER);
    }
}
