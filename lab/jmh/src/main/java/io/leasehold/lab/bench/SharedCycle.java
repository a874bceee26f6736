package io.leasehold.lab.bench;

import io.leasehold.lab.peers.SharedContestant;
import io.leasehold.lab.peers.SharedContestants;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Acquire and return of what many share. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SharedCycle {

    /** Shared by all threads of the fork. */
    @State(Scope.Benchmark)
    public static class Sharing {
        @Param("leasehold-shared")
        public String contestant = "";

        @SuppressWarnings("NullAway.Init")
        SharedContestant.Open open;

        @Setup
        public void open() throws Exception {
            open = SharedContestants.byId(contestant).open();
            AloneFirst.run(open::cycle);
        }

        /** On a thread of its own, as {@link MeasuredPool#close} says. */
        @TearDown
        public void close() {
            new Thread(() -> {
                        try {
                            open.close();
                        } catch (Exception e) {
                            throw new IllegalStateException(contestant + " did not close.", e);
                        }
                    })
                    .start();
        }
    }

    @Benchmark
    public Object cycle(Sharing sharing) throws Exception {
        return sharing.open.cycle();
    }
}
