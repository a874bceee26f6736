package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testkit.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A token lets one in, once, for a while. */
class ConsoleTokensTest {

    private final ManualTicker ticker = new ManualTicker();
    private final ConsoleTokens tokens = new ConsoleTokens(ticker, Duration.ofMinutes(10));

    @Test
    void aTokenIsGoodOnce() {
        String token = tokens.draw();
        assertThat(tokens.redeem(token)).isTrue();
        assertThat(tokens.redeem(token)).isFalse();
    }

    @Test
    void aTokenIsGoodForTenMinutes() {
        String token = tokens.draw();
        String other = tokens.draw();
        ticker.advance(Duration.ofMinutes(10));
        assertThat(tokens.redeem(token)).isTrue();
        ticker.advance(Duration.ofMillis(1));
        assertThat(tokens.redeem(other)).isFalse();
    }

    @Test
    void aTokenThatWasNeverDrawnIsNotGood() {
        assertThat(tokens.redeem("")).isFalse();
        assertThat(tokens.redeem(DrawnSecret.draw())).isFalse();
    }

    @Test
    void thereAreAFewAtATimeAndTheOldestGoes() {
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            drawn.add(tokens.draw());
        }
        assertThat(tokens.redeem(drawn.get(0))).isFalse();
        assertThat(tokens.redeem(drawn.get(1))).isTrue();
        assertThat(drawn).doesNotHaveDuplicates();
    }
}
