package io.leasehold.lab.wait;

import io.leasehold.lab.AnsweringJvm;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.PoolContestant;

/** One JVM that runs one contestant in one scenario and answers with its result. Immutable. */
record Fork(Scenario scenario, Jdk jdk, PoolContestant contestant) {
    /** To warm up for. */
    private static final int LAPS = 2;

    /** For the compiler, where no thread ever sleeps and it gets no more of the processors than one of them. */
    private static final int COMPILED_MILLIS = 3_000;

    Result run(Pace pace, Capacity capacity) {
        try {
            double perSecond = scenario.load() == 0 ? 0 : scenario.load() / 100.0 * capacity.of(scenario);
            Run.Order order = new Run.Order(scenario, contestant.id(), warmUpMillis(pace), pace.millis(), perSecond);
            return AnsweringJvm.ask(jdk, Run.class, order, Result.class, this);
        } catch (InterruptedException e) {
            throw AnsweringJvm.interrupted(this, e);
        }
    }

    /** A line of a hundred thousand takes seconds until those who were first in it are in it again. */
    private int warmUpMillis(Pace pace) {
        if (!pace.judged()) {
            return pace.warmUpMillis();
        }
        int atLeast = scenario.hold() == Hold.EMPTY ? COMPILED_MILLIS : LAPS * scenario.lapMillis();
        return Math.max(pace.warmUpMillis(), atLeast);
    }

    @Override
    public String toString() {
        return contestant.id() + ", " + scenario.title() + "; JDK " + jdk.version();
    }
}
