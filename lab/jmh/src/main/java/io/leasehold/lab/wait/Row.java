package io.leasehold.lab.wait;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.PoolContestant;
import java.util.List;
import java.util.stream.Stream;

/** One scenario with those who run it. Immutable. */
record Row(Scenario scenario, Jdk jdk, List<PoolContestant> contestants) {
    String title() {
        return scenario.title() + "; JDK " + jdk.version();
    }

    Stream<Fork> forks() {
        return contestants.stream().map(this::fork);
    }

    Fork fork(PoolContestant contestant) {
        return new Fork(scenario, jdk, contestant);
    }
}
