package io.leasehold.internal;

import static io.leasehold.internal.EndingStage.placeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.internal.EndingStage.Held;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A handle that has put its resource in order by itself spares it the reset, unless others may have changed it as well. */
class ResetTakenBackTest {

    private final EndingStage stage = new EndingStage();

    @AfterEach
    void close() {
        stage.pool.close();
    }

    private void returned(Held lease) {
        assertThat(lease.giveBack()).isTrue();
        assertThat(placeOf(lease).status()).isEqualTo(PlaceWord.IDLE);
    }

    @Test
    void whatIsInOrderAgainIsNotReset() {
        Held lease = stage.lease();
        lease.use();
        lease.tidyUp();
        returned(lease);
        assertThat(stage.resets).isZero();
    }

    @Test
    void whatIsUsedAfterThatIsReset() {
        Held lease = stage.lease();
        lease.tidyUp();
        lease.use();
        returned(lease);
        assertThat(stage.resets).isOne();
    }

    @Test
    void whatAnotherThreadUsedIsResetAllTheSame() {
        Held lease = stage.sharedLease();
        lease.use();
        lease.tidyUp();
        returned(lease);
        assertThat(stage.resets).isOne();
    }
}
