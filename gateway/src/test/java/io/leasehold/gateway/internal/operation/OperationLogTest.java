package io.leasehold.gateway.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testkit.ManualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What clients can read of how an operation goes on. */
class OperationLogTest {

    private final ManualTicker ticker = new ManualTicker();
    private final OperationLog log = new OperationLog(ticker::nanos);

    @Test
    void linesAreGivenOutOnceAnOperationHasTakenASecond() {
        log.add("queued");
        ticker.advance(Duration.ofMillis(999));
        assertThat(log.fetch(false, 10)).isEmpty();
        ticker.advance(Duration.ofMillis(1));
        assertThat(log.fetch(false, 10)).containsExactly("queued");
        log.add("runs");
        log.end("done");
        assertThat(log.fetch(false, 1)).containsExactly("runs");
        assertThat(log.fetch(false, 10)).containsExactly("done");
        assertThat(log.fetch(false, 10)).isEmpty();
        assertThat(log.fetch(true, 10)).containsExactly("queued", "runs", "done");
    }

    @Test
    void ofAQuickOperationThereIsItsEndAlone() {
        log.add("queued");
        log.add("runs");
        assertThat(log.fetch(true, 10)).isEmpty();
        ticker.advance(Duration.ofMillis(40));
        log.end("done, 3 rows read");
        assertThat(log.fetch(false, 10)).containsExactly("done, 3 rows read");
        ticker.advance(Duration.ofMinutes(1));
        assertThat(log.fetch(true, 10)).containsExactly("done, 3 rows read");
    }
}
