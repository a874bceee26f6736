package io.leasehold.lab.wait;

import io.leasehold.lab.AnsweringJvm;
import io.leasehold.lab.VirtualThreads;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.OpenPool;
import io.leasehold.lab.peers.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** The forked JVM: one contestant in one scenario; its result is a line of JSON on standard output. */
final class Run {
    private static final long MOST_SIMULATED = 2_000_000;

    /** How long after the end is waited for threads that still wait for a connection: some pools never get to the last. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private Run() {}

    /**
     * Everything a fork is told.
     *
     * @param perSecond arrivals of all threads together; 0 if they ask again at once
     */
    record Order(Scenario scenario, String contestant, int warmUpMillis, int millis, double perSecond) {}

    public static void main(String[] arguments) throws Exception {
        AnsweringJvm.answer(arguments, Order.class, Run::measure);
    }

    private static Result measure(Order order) throws Exception {
        Scenario scenario = order.scenario();
        // It ends with this JVM, right after the answer: one whose callers still wait may take long to close.
        OpenPool pool = Contestants.byId(order.contestant()).open(Shape.of(scenario.places()));
        pool.filled(scenario.places());
        Span span = Span.after(order.warmUpMillis() * 1_000_000L, order.millis() * 1_000_000L);
        double gap = order.perSecond() == 0 ? 0 : scenario.threads() * 1e9 / order.perSecond();
        IntFunction<Records> records = Records.forThreads(scenario.threads());
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < scenario.threads(); i++) {
            workers.add(new Worker(pool.dataSource(), scenario, span, gap, records.apply(i)));
        }
        long late = runAll(workers, scenario.virtual(), span);
        return summary(workers, order, span, late);
    }

    /** Gives how many threads were not done when it gave up waiting for them. */
    private static long runAll(List<Worker> workers, boolean virtual, Span span) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Worker worker : workers) {
            if (virtual) {
                threads.add(VirtualThreads.start(worker));
            } else {
                Thread thread = new Thread(worker);
                thread.start();
                threads.add(thread);
            }
        }
        long late = 0;
        for (int i = 0; i < threads.size(); i++) {
            if (!ends(threads.get(i), span.until() + GRACE_NANOS)) {
                workers.get(i).isLate(System.nanoTime());
                late++;
            }
        }
        return late;
    }

    private static boolean ends(Thread thread, long deadline) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left > 0) {
            thread.join(left);
        }
        return !thread.isAlive();
    }

    private static Result summary(List<Worker> workers, Order order, Span span, long late) {
        Waits waits = new Waits();
        HoldTimes holds = new HoldTimes();
        long leases = 0;
        long refused = 0;
        for (Records records :
                Set.copyOf(workers.stream().map(worker -> worker.records).toList())) {
            waits.add(records.waits());
            holds.add(records.holds());
        }
        for (Worker worker : workers) {
            leases += worker.leases;
            refused += worker.refused;
        }
        Spread spread =
                Spread.of(workers.stream().mapToLong(worker -> worker.leases).toArray());
        return new Result(
                leases / span.seconds(),
                waits.shareThatWaited(),
                waits.ofThoseWhoWaited(),
                waits.ofAll(),
                ideal(order, holds, waits.count()).ofThoseWhoWaited(),
                holds.meanNanos() / 1e3,
                spread,
                refused,
                late);
    }

    private static Waits ideal(Order order, HoldTimes holds, long leases) {
        Scenario scenario = order.scenario();
        IdealLine line = new IdealLine(scenario.places(), holds.replay(7));
        long simulated = Math.min(leases, MOST_SIMULATED);
        return order.perSecond() == 0
                ? line.closed(scenario.threads(), simulated)
                : line.open(order.perSecond(), simulated);
    }
}
