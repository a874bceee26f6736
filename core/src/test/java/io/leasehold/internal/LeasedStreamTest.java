package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A leased stream that is read element by element, as other libraries read streams. */
class LeasedStreamTest {

    @Test
    void whoAsksOnAfterTheEndIsToldThatItIsTheEnd() throws Exception {
        try (Pool<Object> pool = Pool.of(Object::new).maximumSize(1).build()) {
            Stream<String> stream = pool.stream(any -> List.of("a", "b").iterator());
            Spliterator<String> elements = stream.spliterator();
            List<String> read = new ArrayList<>();
            assertThat(elements.tryAdvance(read::add)).isTrue();
            assertThat(elements.tryAdvance(read::add)).isTrue();
            assertThat(pool.snapshot().leased()).isOne();
            assertThat(elements.tryAdvance(read::add)).isFalse();
            assertThat(pool.snapshot().leased()).isZero();
            assertThat(elements.tryAdvance(read::add)).isFalse();
            assertThat(read).containsExactly("a", "b");
        }
    }
}
