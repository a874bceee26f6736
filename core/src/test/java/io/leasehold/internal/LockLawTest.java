package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.spi.SimpleResourceFactory;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** From inside every call out of the pool another thread uses the pool: were a lock held, it would not get through. */
class LockLawTest {

    private final Queue<String> blocked = new ConcurrentLinkedQueue<>();
    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private volatile Pool<Object> pool;

    private void anotherThreadGetsThrough(String where) {
        Pool<Object> known = pool;
        if (known == null) {
            return;
        }
        tried.add(where);
        CountDownLatch through = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            known.snapshot();
            known.resize(1, 2);
            through.countDown();
        });
        other.setDaemon(true);
        other.start();
        try {
            if (!through.await(60, TimeUnit.SECONDS)) {
                blocked.add(where);
            }
        } catch (InterruptedException e) {
            blocked.add(where + ", interrupted");
        }
    }

    private final class Factory implements SimpleResourceFactory<Object> {

        @Override
        public Object open() {
            anotherThreadGetsThrough("open");
            return new Object();
        }

        @Override
        public boolean check(Object resource, Duration timeout) {
            anotherThreadGetsThrough("check");
            return true;
        }

        @Override
        public void reset(Object resource) {
            anotherThreadGetsThrough("reset");
        }

        @Override
        public void close(Object resource) {
            anotherThreadGetsThrough("close");
        }
    }

    private final class Listener implements PoolListener {

        @Override
        public void opened(PoolEvent event) {
            anotherThreadGetsThrough("opened");
        }

        @Override
        public void retired(PoolEvent event) {
            anotherThreadGetsThrough("retired");
        }

        @Override
        public void timedOut(PoolEvent event) {
            anotherThreadGetsThrough("timedOut");
        }
    }

    @Test
    void noLockIsHeldWhileAResourceOrAListenerIsCalled() {
        try (Pool<Object> built = Pool.of(new Factory())
                .maximumSize(2)
                .aliveBypass(Duration.ZERO)
                .listener(new Listener())
                .build()) {
            pool = built;
            Lease<Object> first = built.acquire();
            first.resource();
            Lease<Object> second = built.acquire();
            try {
                built.acquire(Duration.ofMillis(20)).close();
            } catch (RuntimeException full) {
                tried.add("full");
            }
            first.close();
            second.retire(new IllegalStateException("broken"));
            built.acquire().close();
        }
        assertThat(blocked).isEmpty();
        assertThat(tried).contains("open", "check", "reset", "close", "opened", "retired", "timedOut", "full");
    }
}
