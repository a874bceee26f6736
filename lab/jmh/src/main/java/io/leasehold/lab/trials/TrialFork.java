package io.leasehold.lab.trials;

import io.leasehold.lab.AnsweringJvm;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.Backend;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One JVM that makes one trial of one contestant. Immutable. */
public record TrialFork(Trial trial, PoolContestant contestant, Tempo tempo, Jdk jdk) {

    /** The heap is touched before anything is measured, so that what becomes resident later is not a collector's choice of pages. */
    private static final List<String> OPTIONS = List.of("-XX:+AlwaysPreTouch");

    /** @param server asked for if the trial needs one */
    public double[] run(Supplier<Backend> server) {
        @Nullable Backend backend = trial.needsServer() ? server.get() : null;
        Trial.Order order = new Trial.Order(trial.id(), contestant.id(), tempo, backend);
        try {
            return AnsweringJvm.ask(jdk, OPTIONS, TrialFork.class, order, double[].class, this);
        } catch (InterruptedException e) {
            throw AnsweringJvm.interrupted(this, e);
        }
    }

    public static void main(String[] arguments) throws Exception {
        AnsweringJvm.answer(
                arguments,
                Trial.Order.class,
                order -> Trials.byId(order.trial()).measure(Contestants.byId(order.contestant()), order));
    }

    @Override
    public String toString() {
        return contestant.id() + ", " + trial.title();
    }
}
