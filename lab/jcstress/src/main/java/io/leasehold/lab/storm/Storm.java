package io.leasehold.lab.storm;

import io.leasehold.Pool;
import io.leasehold.PoolConfig;
import io.leasehold.PoolSnapshot;
import io.leasehold.spi.HandlePool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The part of lab/races that looks at the whole engine: threads misuse one pool, then nothing may be missing. */
@Command(name = "storm", mixinStandardHelpOptions = true)
public final class Storm implements Callable<Integer> {
    private static final int PLACES = 4;
    private static final int THREADS = 12;
    private static final int LYING_ABOUT = 8;

    @Option(names = "--seconds", defaultValue = "15", description = "How long (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--seed", description = "Of what the threads do; the order in which they do it is the machine's.")
    private long seed = System.nanoTime();

    private final Judge judge = new Judge();
    private final StormFactory factory = new StormFactory(PLACES, judge);
    private final AtomicReferenceArray<@Nullable StormHandle> lyingAbout = new AtomicReferenceArray<>(LYING_ABOUT);

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Storm()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PoolConfig config = Pool.of(Object::new)
                .name("storm")
                .minimumSize(0)
                .maximumSize(PLACES)
                .acquireTimeout(Duration.ofSeconds(10))
                .leaseTerm(Duration.ofSeconds(1))
                .abandonedAfter(Duration.ofSeconds(1))
                .initializationFailTimeout(Duration.ofSeconds(-1))
                .config();
        HandlePool<StormResource, StormHandle> pool = HandlePool.open(config, factory, null, null, null);
        rage(pool);
        factory.calmDown();
        nothingMayBeMissing(pool);
        pool.close();
        awaited("P12: resources are open after close", () -> factory.open.get() == 0);
        report();
        return judge.verdicts().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void rage(HandlePool<StormResource, StormHandle> pool) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            StormWorker worker = new StormWorker(pool, lyingAbout, judge, random.split(), until);
            threads.add(new Thread(worker, "storm-" + i));
        }
        threads.forEach(Thread::start);
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            disturb(pool, threads, random);
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(20));
            if (thread.isAlive()) {
                judge.broken("P5: " + thread.getName() + " never came back: " + List.of(thread.getStackTrace()));
            }
        }
    }

    private void disturb(HandlePool<StormResource, StormHandle> pool, List<Thread> threads, SplittableRandom random) {
        threads.get(random.nextInt(THREADS)).interrupt();
        switch (random.nextInt(500)) {
            case 0 -> pool.retireAll();
            case 1 -> pool.resize(0, 1 + random.nextInt(PLACES));
            case 2 -> pool.resize(0, PLACES);
            case 3 -> {
                pool.pause();
                pool.resume();
            }
            case 4 -> System.gc();
            default -> {}
        }
    }

    /** Whatever was done to it, the pool lends its maximum again (P5). */
    private void nothingMayBeMissing(HandlePool<StormResource, StormHandle> pool) {
        pool.resize(0, PLACES);
        for (int i = 0; i < LYING_ABOUT; i++) {
            lyingAbout.set(i, null);
        }
        awaited("P5: leases whose handles are garbage are not taken back", () -> {
            System.gc();
            return pool.snapshot().leased() == 0;
        });
        List<StormHandle> all = new ArrayList<>();
        try {
            for (int i = 0; i < PLACES; i++) {
                all.add(pool.acquire());
            }
        } catch (RuntimeException e) {
            PoolSnapshot snapshot = pool.snapshot();
            judge.broken("P5: only " + all.size() + " of " + PLACES + " can be acquired; " + snapshot + "; "
                    + e.getMessage());
        }
        all.forEach(StormHandle::close);
    }

    private void awaited(String otherwise, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(20)) {
                judge.broken(otherwise + ", even after 20 s");
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private void report() {
        judge.counts().forEach((event, count) -> System.out.printf("  %-45s %,14d%n", event, count.sum()));
        judge.verdicts().forEach(verdict -> System.out.println("  BROKEN " + verdict));
        System.out.printf("  seed %d%n", seed);
    }
}
