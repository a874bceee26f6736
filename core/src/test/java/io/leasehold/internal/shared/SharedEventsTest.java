package io.leasehold.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.internal.SeenError;
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
}
