package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.ShareStage.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RetireReason;
import io.leasehold.Retirement;
import io.leasehold.internal.SeenError;
import io.leasehold.internal.shared.ShareStage.Held;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Who hears what happens in a shared pool. */
class SharedEventsTest {

    @Test
    void aListenerThatFailsIsLogged() {
        SeenError error = new SeenError();
        ShareStage stage = new ShareStage(1);
        stage.withinTelling = () -> {
            throw error;
        };
        stage.share("a");
        stage.steps.runAll();
        assertThat(error.isLogged()).isTrue();
    }

    /** While it is told that its resource was retired. */
    @Test
    void whoRetiresAShareThatIsRevokedMeanwhileHasNotEndedIt() {
        ShareStage stage = new ShareStage(1);
        Held held = stage.share("a");
        stage.withinText = once(() -> stage.pool.ending().revoke(held, RetireReason.REVOKED, "it was time"));
        assertThat(held.retires(Retirement.KEEP_HOLDERS, new IOException("torn")))
                .isFalse();
        assertThat(held.text()).contains("it was time");
    }
}
