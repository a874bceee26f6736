package io.leasehold.gateway.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testkit.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Remembered remembered = new Remembered(Duration.ofMinutes(5), ticker);

    @Test
    void noMoreThanTenThousandAreRememberedAndTheOldestGoFirst() {
        for (int i = 0; i <= Remembered.MOST; i++) {
            remembered.add("seal" + i);
        }
        assertThat(remembered.end("seal0")).isEmpty();
        assertThat(remembered.end("seal1")).isPresent();
        assertThat(remembered.end("seal" + Remembered.MOST)).isPresent();
    }

    @Test
    void whatIsAddedAgainIsTheLatest() {
        for (int i = 0; i < Remembered.MOST; i++) {
            remembered.add("seal" + i);
        }
        remembered.add("seal0");
        remembered.add("one more");
        assertThat(remembered.end("seal0")).isPresent();
        assertThat(remembered.end("seal1")).isEmpty();
    }

    @Test
    void whatIsAddedAgainIsNew() {
        remembered.add("a");
        ticker.advance(Duration.ofMinutes(4));
        remembered.add("b");
        remembered.add("a");
        ticker.advance(Duration.ofMinutes(4));
        assertThat(remembered.end("a")).hasValue(Duration.ofMinutes(9).toNanos());
        ticker.advance(Duration.ofMinutes(1));
        remembered.add("c");
        assertThat(remembered.end("a")).isEmpty();
        assertThat(remembered.end("b")).isEmpty();
        assertThat(remembered.end("c")).isPresent();
    }
}
