package io.leasehold.lab.wait;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.PoolContestant;
import java.util.List;

/** One scenario with those who run it. Immutable. */
record Row(Scenario scenario, Jdk jdk, List<PoolContestant> contestants) {
    String title() {
        return scenario.title() + "; JDK " + jdk.version();
    }
}
