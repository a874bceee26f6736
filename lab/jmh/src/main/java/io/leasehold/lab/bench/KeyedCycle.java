package io.leasehold.lab.bench;

import io.leasehold.lab.peers.KeyedContestant;
import io.leasehold.lab.peers.KeyedContestants;
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
import org.openjdk.jmh.infra.ThreadParams;

/** Acquire and return by a key, of a resource that has one holder at a time. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KeyedCycle {

    /** On each endpoint, so that no thread has to wait for another's. */
    private static final int PER_ENDPOINT = 32;

    /** Lent from by all threads of the fork. */
    @State(Scope.Benchmark)
    public static class Endpoints {
        @Param("leasehold-group")
        public String contestant = "";

        @Param("1")
        public int endpoints;

        @SuppressWarnings("NullAway.Init")
        KeyedContestant.Open open;

        @Setup
        public void open() throws Exception {
            open = KeyedContestants.byId(contestant).open(endpoints, PER_ENDPOINT);
            for (int endpoint = 0; endpoint < endpoints; endpoint++) {
                open.cycle(endpoint);
            }
            AloneFirst.run(() -> open.cycle(0));
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

    /** Which endpoint a thread uses. */
    @State(Scope.Thread)
    public static class Own {
        int endpoint;

        @Setup
        public void choose(Endpoints of, ThreadParams thread) {
            endpoint = thread.getThreadIndex() % of.endpoints;
        }
    }

    @Benchmark
    public Object cycle(Endpoints of, Own own) throws Exception {
        return of.open.cycle(own.endpoint);
    }
}
