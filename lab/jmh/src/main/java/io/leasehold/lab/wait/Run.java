package io.leasehold.lab.wait;

import io.leasehold.lab.AnsweringJvm;
import io.leasehold.lab.VirtualThreads;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.OpenPool;
import io.leasehold.lab.peers.Shape;
import java.util.ArrayList;
import java.util.List;

/** The forked JVM: one contestant in one scenario; its result is a line of JSON on standard output. */
final class Run {
    private static final long MOST_SIMULATED = 2_000_000;

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
        try (OpenPool pool = Contestants.byId(order.contestant()).open(Shape.of(scenario.places()))) {
            pool.filled(scenario.places());
            Span span = Span.after(order.warmUpMillis() * 1_000_000L, order.millis() * 1_000_000L);
            double gap = order.perSecond() == 0 ? 0 : scenario.threads() * 1e9 / order.perSecond();
            List<Worker> workers = new ArrayList<>();
            for (int i = 0; i < scenario.threads(); i++) {
                workers.add(new Worker(pool.dataSource(), scenario, span, gap));
            }
            runAll(workers, scenario.virtual());
            return summary(workers, order, span);
        }
    }

    private static void runAll(List<Worker> workers, boolean virtual) throws InterruptedException {
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
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Result summary(List<Worker> workers, Order order, Span span) {
        Waits waits = new Waits();
        HoldTimes holds = new HoldTimes();
        long leases = 0;
        long refused = 0;
        for (Worker worker : workers) {
            waits.add(worker.waits);
            holds.add(worker.holds);
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
                refused);
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
