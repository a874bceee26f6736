package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.CannotOpenException;
import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import io.leasehold.PoolSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoolSmokeTest {

    @Test
    void leasesGoOutAndComeBack() {
        AtomicInteger opened = new AtomicInteger();
        try (Pool<Integer> pool = Pool.of(opened::incrementAndGet).name("smoke").maximumSize(2).build()) {
            for (int i = 0; i < 10_000; i++) {
                try (Lease<Integer> lease = pool.acquire()) {
                    assertThat(lease.resource()).isPositive();
                }
            }
            assertThat(opened.get()).isLessThanOrEqualTo(2);
            Lease<Integer> a = pool.acquire();
            Lease<Integer> b = pool.acquire();
            assertThatThrownBy(() -> pool.acquire(Duration.ofMillis(50))).isInstanceOf(PoolFullException.class)
                .satisfies(e -> System.out.println(e.getMessage()));
            a.close();
            a.close();
            assertThatThrownBy(a::resource).satisfies(e -> System.out.println(e.getMessage()));
            b.retire(new IllegalStateException("x"));
            assertThatThrownBy(b::resource).satisfies(e -> System.out.println(e.getMessage()));
            System.out.println(pool.snapshot());
        }
    }

    @Test
    void manyThreads() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        AtomicLong cycles = new AtomicLong();
        try (Pool<AtomicInteger> pool = Pool.of(() -> { opened.incrementAndGet(); return new AtomicInteger(); }).name("many").maximumSize(4).build()) {
            List<Thread> threads = new ArrayList<>();
            AtomicInteger wrong = new AtomicInteger();
            long until = System.nanoTime() + 2_000_000_000L;
            for (int t = 0; t < 32; t++) {
                Thread thread = new Thread(() -> {
                    while (System.nanoTime() < until) {
                        try (Lease<AtomicInteger> lease = pool.acquire()) {
                            AtomicInteger r = lease.resource();
                            if (r.incrementAndGet() != 1) wrong.incrementAndGet();
                            r.decrementAndGet();
                            cycles.incrementAndGet();
                        }
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread t : threads) t.join();
            assertThat(wrong.get()).isZero();
            PoolSnapshot s = pool.snapshot();
            System.out.println(cycles + " " + opened + " " + s);
            assertThat(s.leased()).isZero();
            assertThat(s.waiting()).isZero();
        }
    }

    @Test
    void cannotOpen() {
        assertThatThrownBy(() -> Pool.of(() -> { throw new java.io.IOException("no"); }).name("bad").build()).isInstanceOf(CannotOpenException.class)
                .satisfies(e -> System.out.println(e.getMessage()));
    }

    @Test
    void stream() throws Exception {
        try (Pool<List<Integer>> pool = Pool.<List<Integer>>of(() -> List.of(1, 2, 3)).name("s").maximumSize(1).build()) {
            try (Stream<Integer> s = pool.stream(List::iterator)) {
                assertThat(s.mapToInt(i -> i).sum()).isEqualTo(6);
                assertThat(pool.snapshot().leased()).isZero();
            }
        }
    }
}
