package io.leasehold.lab.bench;

import io.leasehold.lab.peers.Contestant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What no pool can go below that fences its leases: three atomic operations (acquire, end, return) on a word that no other thread
 * wants, and a new handle.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Floor {
    /** A line of the rows with connection cycles. */
    static final Contestant CONTESTANT = new Contestant() {
        @Override
        public String id() {
            return "floor";
        }

        @Override
        public String title() {
            return "floor, no pool";
        }

        @Override
        public String settings() {
            return "three atomic operations on a thread's own word and a handle of 48 bytes";
        }
    };

    private static final long IDLE = 0;
    private static final long LEASED = 1;
    private static final long ENDING = 2;
    private static final long ONE_GENERATION = 4;

    /** A place that only its thread has, with room for a line of cache on both sides of the word. */
    @State(Scope.Thread)
    public static class Word {
        private static final AtomicLongFieldUpdater<Word> STATUS =
                AtomicLongFieldUpdater.newUpdater(Word.class, "status");

        @SuppressWarnings("unused")
        long p0, p1, p2, p3, p4, p5, p6, p7;

        volatile long status;

        @SuppressWarnings("unused")
        long q0, q1, q2, q3, q4, q5, q6, q7;
    }

    /** As big as Leasehold's handle: a header of 12 bytes and 36 of fields. */
    static final class Handle {
        final Word word;
        final long token;

        @SuppressWarnings("unused")
        long f0, f1;

        @SuppressWarnings("unused")
        int f2;

        Handle(Word word, long token) {
            this.word = word;
            this.token = token;
        }
    }

    @Benchmark
    public Handle cycle(Word word) {
        long idle = word.status;
        Word.STATUS.compareAndSet(word, idle, idle + LEASED);
        Handle handle = new Handle(word, idle + LEASED);
        Word.STATUS.compareAndSet(word, handle.token, idle + ENDING);
        Word.STATUS.compareAndSet(word, idle + ENDING, idle + ONE_GENERATION + IDLE);
        return handle;
    }
}
