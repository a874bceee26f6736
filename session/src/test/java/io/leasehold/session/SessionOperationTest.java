package io.leasehold.session;

import static io.leasehold.session.Stage.connect;
import static io.leasehold.session.Stage.open;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cancel is remembered, however early it comes, and acts once. */
class SessionOperationTest {

    private final Stage stage = new Stage();
    private final SessionRegistry registry = stage.registry(settings -> settings);
    private final OpenedSession opened = open(connect(registry));
    private final SessionOperation operation = opened.session().operation("query");

    @AfterEach
    void ends() {
        stage.close();
    }

    private boolean starts() {
        return operation.start(stage.thing("cancelled"));
    }

    @Test
    void aCancelBeforeTheStartIsRemembered() {
        assertThat(operation.cancel()).isTrue();
        assertThat(starts()).isFalse();
        assertThat(operation.state()).isEqualTo(OperationState.CANCELLED);
        stage.runner.settle();
        assertThat(stage.closed).isEmpty();
    }

    @Test
    void aCancelWhileItRunsCallsTheCancellerOnceOnAWorker() {
        assertThat(starts()).isTrue();
        assertThat(operation.cancel()).isTrue();
        assertThat(stage.closed).as("on the caller's thread").isEmpty();
        assertThat(operation.cancel()).isFalse();
        opened.session().end();
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("cancelled");
    }

    @Test
    void aCancelAfterTheEndDoesNothing() {
        starts();
        operation.close();
        assertThat(operation.cancel()).isFalse();
        opened.session().end();
        stage.runner.settle();
        assertThat(stage.closed).isEmpty();
        assertThat(operation.state()).isEqualTo(OperationState.OVER);
    }

    @Test
    void anOperationThatIsOverBeforeItsCancellerCouldRunIsNotCancelled() {
        starts();
        operation.cancel();
        operation.close();
        stage.runner.settle();
        assertThat(stage.closed).isEmpty();
    }

    @Test
    void theEndOfItsSessionCancelsWhatRunsAndWhatWaits() {
        SessionOperation waits = opened.session().operation("waits");
        stage.hold(opened, HoldKind.PIN, "pin");
        starts();
        opened.session().end();
        assertThat(waits.start(stage.thing("never"))).isFalse();
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("pin", "cancelled");
    }

    @Test
    void itStartsOnce() {
        assertThat(starts()).isTrue();
        assertThat(starts()).isFalse();
        operation.close();
        operation.close();
        assertThat(starts()).isFalse();
        assertThat(registry.snapshot().sessions().get(0).holdings()).isEmpty();
    }
}
