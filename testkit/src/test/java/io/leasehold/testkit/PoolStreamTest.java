package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolStreamTest {

    private final Stage stage = new Stage();
    private Pool<ScriptedResource> pool;

    @BeforeEach
    void open() {
        pool = stage.pool(1);
        stage.fill(pool, 1);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    /** Uses the resource for each element, as a driver's cursor would. */
    private static Iterator<Integer> rows(ScriptedResource resource) {
        return IntStream.range(0, 5)
                .map(i -> {
                    try {
                        resource.use();
                        return i;
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .iterator();
    }

    @Test
    void exhaustingAStreamReturnsItsLease() throws Exception {
        Stream<Integer> stream = pool.stream(PoolStreamTest::rows);
        assertThat(pool.snapshot().leased())
                .as("it was acquired when it was made")
                .isOne();
        assertThat(stream.toList()).containsExactly(0, 1, 2, 3, 4);
        assertThat(pool.snapshot().leased()).isZero();
        assertThat(pool.snapshot().idle()).isOne();
    }

    @Test
    void breakingOffNeedsClose() throws Exception {
        try (Stream<Integer> stream = pool.stream(PoolStreamTest::rows)) {
            assertThat(stream.limit(2).toList()).containsExactly(0, 1);
            assertThat(pool.snapshot().leased()).isOne();
        }
        assertThat(pool.snapshot().idle()).isOne();
    }

    @Test
    void anIteratorReturnsItsLeaseAtTheEndOfTheElements() throws Exception {
        Iterator<Integer> iterator = pool.stream(PoolStreamTest::rows).iterator();
        int sum = 0;
        while (iterator.hasNext()) {
            assertThat(pool.snapshot().leased()).isOne();
            sum += iterator.next();
        }
        assertThat(sum).isEqualTo(10);
        assertThat(pool.snapshot().leased()).isZero();
    }

    @Test
    void aStreamWorksInsideFlatMap() throws Exception {
        List<Integer> all = Stream.of(1, 2, 3)
                .flatMap(round -> {
                    try {
                        return pool.stream(PoolStreamTest::rows).map(row -> row * round);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        assertThat(all).hasSize(15);
        assertThat(pool.snapshot().idle()).isOne();
    }

    @Test
    void aStreamThatEndsEarlyInsideFlatMapReturnsItsLease() throws Exception {
        assertThat(Stream.of(1)
                        .flatMap(once -> {
                            try {
                                return pool.stream(PoolStreamTest::rows);
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        })
                        .limit(2)
                        .toList())
                .containsExactly(0, 1);
        assertThat(pool.snapshot().idle()).isOne();
    }

    @Test
    void aFunctionThatFailsToOpenTheStreamRetiresTheResourceAndThrowsWhatItThrew() {
        IOException failure = new IOException("no such table");
        assertThatThrownBy(() -> pool.stream(resource -> {
                    throw failure;
                }))
                .isSameAs(failure);
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isZero();
        assertThat(pool.snapshot().leased()).isZero();
    }

    @Test
    void aStreamReadAfterItsCloseReadsNothingAndHarmsNobody() throws Exception {
        Stream<Integer> stream = pool.stream(PoolStreamTest::rows);
        Iterator<Integer> escaped = stream.iterator();
        escaped.next();
        stream.close();
        Lease<ScriptedResource> next = pool.acquire();
        int uses = next.resource().uses();
        assertThatThrownBy(escaped::next).isInstanceOf(IllegalStateException.class);
        assertThat(next.resource().uses()).isEqualTo(uses);
        next.close();
    }

    @Test
    void anErrorOfWhoReadsIsNoErrorOfTheStream() throws Exception {
        try (Stream<Integer> stream = pool.stream(PoolStreamTest::rows)) {
            assertThatThrownBy(() -> stream.forEach(row -> {
                        throw new IllegalArgumentException("the reader's own");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        stage.runner.settle();
        assertThat(pool.snapshot().idle()).isOne();
    }

    @Test
    void aForgottenStreamComesBackAsAbandoned() throws Exception {
        beginAndForget();
        Stage.await("the forgotten stream comes back", () -> {
            System.gc();
            stage.runner.pass(Duration.ofSeconds(40));
            return pool.snapshot().leased() == 0;
        });
        assertThat(stage.factory.opened().get(0).isClosed()).isTrue();
    }

    private void beginAndForget() throws Exception {
        assertThat(pool.stream(PoolStreamTest::rows).iterator().next()).isZero();
    }
}
