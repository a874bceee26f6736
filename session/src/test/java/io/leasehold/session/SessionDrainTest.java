package io.leasehold.session;

import static io.leasehold.session.Stage.USER;
import static io.leasehold.session.Stage.connect;
import static io.leasehold.session.Stage.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.session.SessionRefusedException.Refusal;
import io.leasehold.session.SessionRegistrySnapshot.State;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a registry stops. */
class SessionDrainTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Stage stage = new Stage();
    private final SessionRegistry registry = stage.registry(settings -> settings);
    private final ClientConnection connection = connect(registry);
    private final OpenedSession opened = open(connection);

    @AfterEach
    void ends() {
        stage.close();
    }

    private FutureTask<Boolean> drain() {
        FutureTask<Boolean> drain = Stage.start(() -> registry.drain(DEADLINE));
        stage.ticker.awaitParked(1);
        return drain;
    }

    @Test
    void whatIsAtRestEndsAtOnce() {
        OpenedSession pinned = open(connection);
        stage.hold(pinned, HoldKind.PIN, "pin");
        assertThat(registry.drain(DEADLINE)).isTrue();
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("pin");
        assertThat(stage.recorder.told).contains("ended DRAINED");
        assertThat(registry.snapshot().state()).isEqualTo(State.CLOSED);
        assertThat(registry.snapshot().connections()).isEmpty();
    }

    @Test
    void callsOperationsResultsAndTransactionsMayFinish() throws Exception {
        SessionCall call = connection.call(opened.token(), USER);
        SessionOperation operation = opened.session().operation("query");
        operation.start(() -> {});
        Held transaction = stage.hold(opened, HoldKind.TRANSACTION, "transaction");
        Held result = stage.hold(opened, HoldKind.RESULT, "result");
        Held cursor = stage.hold(opened, HoldKind.CURSOR, "cursor");
        FutureTask<Boolean> drain = drain();
        stage.pass(DEADLINE.minusMillis(1));
        call.close();
        operation.close();
        transaction.release();
        result.release();
        assertThat(opened.session().state()).isEqualTo(SessionState.ATTACHED);
        cursor.release();
        assertThat(opened.session().state()).isEqualTo(SessionState.ENDED);
        assertThat(Stage.get(drain)).isTrue();
    }

    @Test
    void meanwhileNothingIsOpenedAndNothingBeginsButWithinATransaction() throws Exception {
        OpenedSession other = open(connection);
        SessionCall call = connection.call(opened.token(), USER);
        SessionCall inTransaction = connection.call(other.token(), USER);
        stage.hold(other, HoldKind.TRANSACTION, "transaction");
        FutureTask<Boolean> drain = drain();
        assertThatThrownBy(() -> open(connection))
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.DRAINING));
        assertThatThrownBy(() -> opened.session().operation("query"))
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.DRAINING));
        connection.call(opened.token(), USER).close();
        other.session().operation("commit").close();
        call.close();
        inTransaction.close();
        registry.close();
        assertThat(Stage.get(drain)).as("the transaction was cut").isFalse();
    }

    @Test
    void atTheDeadlineTheRestIsCut() throws Exception {
        SessionOperation operation = opened.session().operation("query");
        operation.start(stage.thing("cancelled"));
        FutureTask<Boolean> drain = drain();
        stage.pass(DEADLINE);
        assertThat(Stage.get(drain)).isFalse();
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("cancelled");
        assertThat(opened.session().state()).isEqualTo(SessionState.ENDED);
    }

    @Test
    void aCloseMeanwhileBringsTheDeadlineForward() throws Exception {
        opened.session().operation("query");
        FutureTask<Boolean> drain = drain();
        registry.close();
        assertThat(Stage.get(drain)).isFalse();
        assertThat(registry.snapshot().sessions()).isEmpty();
    }

    @Test
    void whoIsInterruptedWhileAnotherDrainsIsNotToldThatAllHaveEnded() throws Exception {
        try (SessionRegistry real = SessionRegistry.named("real").build()) {
            SessionOperation operation = open(connect(real)).session().operation("query");
            FutureTask<Boolean> first = Stage.start(() -> real.drain(Duration.ofHours(1)));
            Stage.await("it drains", () -> real.snapshot().state() == State.DRAINING);
            Thread.currentThread().interrupt();
            boolean allEnded = real.drain(DEADLINE);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(allEnded).isFalse();
            operation.close();
            assertThat(Stage.get(first)).isTrue();
        }
    }

    @Test
    void aClosedRegistryStartsNothing() {
        registry.close();
        assertThatThrownBy(() -> connect(registry)).isInstanceOf(SessionRefusedException.class);
        assertThatThrownBy(() -> open(connection)).isInstanceOf(SessionRefusedException.class);
        assertThat(registry.drain(Duration.ZERO)).isTrue();
        assertThatThrownBy(() -> registry.drain(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        stage.runner.settle();
        assertThat(stage.runner.registered()).isZero();
    }

    @Test
    void whatIsDetachedMeanwhileAndAtRestEnds() throws Exception {
        SessionRegistry graceful = stage.graceful();
        ClientConnection client = connect(graceful);
        OpenedSession inTransaction = open(client);
        stage.hold(inTransaction, HoldKind.TRANSACTION, "transaction");
        FutureTask<Boolean> drain = Stage.start(() -> graceful.drain(DEADLINE));
        stage.ticker.awaitParked(1);
        client.end();
        assertThat(inTransaction.session().state()).isEqualTo(SessionState.ENDED);
        assertThat(Stage.get(drain)).isTrue();
    }
}
