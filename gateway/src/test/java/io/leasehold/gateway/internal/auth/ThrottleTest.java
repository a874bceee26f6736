package io.leasehold.gateway.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.testkit.ManualTicker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Throttle throttle = new Throttle(2, ticker);

    private void fail(String address) throws InterruptedException {
        throttle.begin(address).orElseThrow().end(true);
    }

    @Test
    void theWindowSlides() throws InterruptedException {
        fail("a");
        ticker.advance(Duration.ofSeconds(40));
        fail("a");
        assertThat(throttle.begin("a")).isEmpty();
        ticker.advance(Duration.ofSeconds(20));
        fail("a");
        assertThat(throttle.begin("a")).isEmpty();
    }

    @Test
    void theLastFailureThatIsAllowedIsTold() throws InterruptedException {
        assertThat(throttle.begin("a").orElseThrow().end(true)).isFalse();
        assertThat(throttle.begin("a").orElseThrow().end(false)).isFalse();
        assertThat(throttle.begin("a").orElseThrow().end(true)).isTrue();
    }

    @Test
    void whereAllTriesAreUnderWayTheNextOneWaitsForAnEnd() throws InterruptedException {
        Throttle.Try first = throttle.begin("a").orElseThrow();
        Throttle.Try second = throttle.begin("a").orElseThrow();
        Waiting third = new Waiting();
        first.end(false);
        assertThat(third.begun.join()).isPresent();
        Waiting fourth = new Waiting();
        second.end(true);
        third.begun.join().orElseThrow().end(true);
        assertThat(fourth.begun.join()).isEmpty();
    }

    private final class Waiting {
        final CompletableFuture<Optional<Throttle.Try>> begun = new CompletableFuture<>();

        Waiting() {
            Thread thread = new Thread(() -> {
                try {
                    begun.complete(throttle.begin("a"));
                } catch (InterruptedException e) {
                    begun.completeExceptionally(e);
                }
            });
            thread.start();
            await().until(() -> thread.getState() == Thread.State.WAITING);
        }
    }

    @Test
    void ofVersion6TheNetworkCounts() throws InterruptedException {
        fail("2001:db8:1:2::1");
        fail("2001:db8:1:2:ffff::9");
        assertThat(throttle.begin("2001:db8:1:2::77")).isEmpty();
        assertThat(throttle.begin("2001:db8:1:3::1")).isPresent();
        fail("::ffff:192.0.2.1");
        fail("192.0.2.1");
        assertThat(throttle.begin("192.0.2.1")).isEmpty();
        assertThat(throttle.begin("192.0.2.2")).isPresent();
    }

    @Test
    void addressesWithoutAFailureAreForgottenAndThoseWithOldOnesSweptAway() throws InterruptedException {
        throttle.begin("a").orElseThrow().end(false);
        assertThat(throttle.addresses()).isZero();
        for (int i = 0; i < 1_024; i++) {
            fail("host" + i);
        }
        assertThat(throttle.addresses()).isEqualTo(1_024);
        ticker.advance(Duration.ofMinutes(1));
        fail("b");
        assertThat(throttle.addresses()).isEqualTo(1);
    }
}
