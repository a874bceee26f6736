package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the simple face of a pool says of itself, and how it tries once. */
class SimplePoolTest {

    @Test
    void itIsCalledByItsName() {
        try (Pool<Object> pool = Pool.of(Object::new).name("orders").build()) {
            assertThat(pool.name()).isEqualTo("orders");
            assertThat(pool).hasToString("pool 'orders'");
        }
    }

    @Test
    void whoTriesOnceGetsWhatIsThere() {
        try (Pool<Object> pool = Pool.of(Object::new).maximumSize(1).build()) {
            Optional<Lease<Object>> first = pool.tryAcquire();
            assertThat(first).isPresent();
            assertThat(pool.tryAcquire()).isEmpty();
            first.get().close();
            assertThat(pool.tryAcquire()).isPresent();
        }
    }
}
