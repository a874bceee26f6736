package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.resourceOf;
import static io.leasehold.internal.shared.Steps.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Retirement;
import io.leasehold.internal.shared.ShareStage.Held;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that something keeps from beginning. */
class SharedChecksTest {

    /** Upkeep reads the clock when it begins, when it counts the check, and when it starts it with a share of its own. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void p5AnErrorWhileACheckBeginsKeepsNoShareAndTheCheckIsDone(int reading) {
        ShareStage stage = new ShareStage(settings -> settings.checkInterval(Duration.ofSeconds(5)));
        Held held = stage.share("a");
        stage.steps.advance(5 * SECOND);
        AtomicInteger left = new AtomicInteger(reading);
        stage.steps.whileRead = () -> {
            if (left.decrementAndGet() == 0) {
                throw new OutOfMemoryError("made up");
            }
        };
        stage.steps.upkeep();
        assertThat(left.get()).as("what is left until it strikes").isNotPositive();
        assertThat(stage.checks).isZero();
        stage.steps.pass(SECOND);
        assertThat(stage.checks).isOne();
        assertThat(resourceOf(held).shares()).as("the holder's").isOne();
    }

    /** Its second reading of the clock is that of a check that it counts. */
    @Test
    void aCheckOfWhatIsRetiredAsItBeginsIsTakenBack() {
        ShareStage stage = new ShareStage(settings -> settings.checkInterval(Duration.ofSeconds(5)));
        Held held = stage.share("a");
        stage.steps.advance(5 * SECOND);
        AtomicInteger left = new AtomicInteger(2);
        stage.steps.whileRead = () -> {
            if (left.decrementAndGet() == 0) {
                stage.pool.retire("a", Retirement.KEEP_HOLDERS, new IOException("moved"));
            }
        };
        stage.steps.upkeep();
        assertThat(left.get()).isNotPositive();
        stage.steps.pass(SECOND);
        assertThat(stage.checks).isZero();
        assertThat(resourceOf(held).shares()).as("the holder's").isOne();
    }
}
