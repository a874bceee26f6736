package io.leasehold.lab.trials;

import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.OpenPool;
import io.leasehold.lab.peers.PoolContestant;
import io.leasehold.lab.peers.Shape;
import io.leasehold.lab.stub.StubDriver;
import io.leasehold.lab.stub.StubTimes;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a pool takes to fill itself where each open takes 150 ms and nobody asks for a connection. */
final class Refill implements Trial {
    private static final Column TIME = Column.less("until all are open, ms", 0);
    private static final Column OPENS = Column.less("opens", 0);
    private static final int CONNECTIONS = 45;
    private static final long OPEN_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Override
    public String id() {
        return "refill";
    }

    @Override
    public String title() {
        return "refill: 0 to 45 connections whose open takes 150 ms";
    }

    @Override
    public String about() {
        return "From the call that makes a pool of fixed size until the driver has opened the last connection. MyBatis's pool opens none"
                + " before somebody asks. HikariCP's system property blockUntilFilled, which opens by as many threads as there are"
                + " processors, is not set.";
    }

    @Override
    public List<Column> columns() {
        return List.of(TIME, OPENS);
    }

    @Override
    public List<PoolContestant> contestants(boolean wide) {
        return Contestants.equallySafe(wide).stream()
                .filter(PoolContestant::canFillItself)
                .toList();
    }

    @Override
    public double[] measure(PoolContestant contestant, Order order) throws Exception {
        int connections = order.tempo().judged() ? CONNECTIONS : 4;
        fill(contestant, 4, new StubTimes(0, TimeUnit.MILLISECONDS.toNanos(1), 0));
        return fill(contestant, connections, new StubTimes(0, OPEN_NANOS, 0));
    }

    private static double[] fill(PoolContestant contestant, int connections, StubTimes times) throws Exception {
        int openedBefore = StubDriver.opened();
        int begunBefore = StubDriver.begun();
        long start = System.nanoTime();
        try (OpenPool pool = contestant.open(Shape.of(connections, times).fillingItself())) {
            while (StubDriver.opened() - openedBefore < connections) {
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    throw new IllegalStateException(contestant.title() + " did not fill itself: "
                            + (StubDriver.opened() - openedBefore) + " of " + connections + " in 60 s.");
                }
                Thread.sleep(1);
            }
            double millis = (System.nanoTime() - start) / 1e6;
            return new double[] {millis, StubDriver.begun() - begunBefore};
        }
    }

    @Override
    public List<String> verdict(Field field) {
        return List.of(field.timesHikari(TIME, 4), field.amongTheFirst(TIME));
    }
}
