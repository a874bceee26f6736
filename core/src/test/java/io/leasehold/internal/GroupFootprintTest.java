package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.PoolGroup;
import io.leasehold.spi.TaskRunner;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

class GroupFootprintTest {

    static {
        System.setProperty("jol.magicFieldOffset", "true");
    }

    private static final int ENDPOINTS = 200;

    /** Reachable from the class alone, so that it is not measured with the group. */
    private static final Deque<Runnable> TASKS = new ArrayDeque<>();

    private static final class Inline implements TaskRunner {

        @Override
        public void execute(Runnable task) {
            TASKS.add(task);
        }

        @Override
        public Registration register(Upkeep upkeep) {
            return new Registration() {
                @Override
                public void wake() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public boolean runsByItself() {
            return false;
        }
    }

    @Test
    void anEndpointWithOneIdleResourceTakesAtMostFourKilobytes() {
        long few = sizeOf(20);
        long many = sizeOf(20 + ENDPOINTS);
        long each = (many - few) / ENDPOINTS;
        assertThat(each).as("bytes for each endpoint").isBetween(500L, 4096L);
    }

    private static long sizeOf(int endpoints) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try (PoolGroup<Integer, Object> group = PoolGroup.<Integer, Object>of(key -> "shared")
                .name("footprint")
                .maximumSize(10_000)
                .maximumPerEndpoint(8)
                .runner(new Inline())
                .build()) {
            for (int key = 0; key < endpoints; key++) {
                assertThat(group.tryAcquire(key)).isEmpty();
                runAll();
                group.tryAcquire(key).ifPresent(Lease::close);
                runAll();
            }
            assertThat(group.snapshot().idle()).isEqualTo(endpoints);
            GraphLayout graph = GraphLayout.parseInstance(group);
            return graph.totalSize();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            runAll();
        }
    }

    private static void runAll() {
        Runnable task = TASKS.poll();
        while (task != null) {
            task.run();
            task = TASKS.poll();
        }
    }
}
