package io.leasehold.lab.endpoints;

import io.leasehold.lab.AnsweringJvm;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.KeyedContestant;

/** One JVM that measures one contestant. Immutable. */
public record CostFork(Scale scale, Jdk jdk, KeyedContestant contestant) {

    public Cost run() {
        CostRun.Order order = new CostRun.Order(contestant.id(), scale.endpoints(), scale.warmUps());
        try {
            return AnsweringJvm.ask(jdk, CostRun.class, order, Cost.class, this);
        } catch (InterruptedException e) {
            throw AnsweringJvm.interrupted(this, e);
        }
    }

    @Override
    public String toString() {
        return contestant.id() + ", " + scale.title();
    }
}
