package io.leasehold.session;

import static io.leasehold.session.Stage.GRACE;
import static io.leasehold.session.Stage.USER;
import static io.leasehold.session.Stage.call;
import static io.leasehold.session.Stage.connect;
import static io.leasehold.session.Stage.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a session keeps when its client is gone, and what its client is told when it comes back. */
class DetachedSessionTest {

    private final Stage stage = new Stage();
    private final SessionRegistry registry = stage.graceful();
    private final ClientConnection connection = connect(registry);
    private final OpenedSession opened = open(connection);

    @AfterEach
    void ends() {
        stage.close();
    }

    @Test
    void aTransactionIsGivenBackAtOnceAPinAndACursorAfterTenSecondsTheRestIsKept() {
        stage.hold(opened, HoldKind.PIN, "pin");
        stage.hold(opened, HoldKind.TRANSACTION, "transaction");
        stage.hold(opened, HoldKind.CURSOR, "cursor");
        stage.hold(opened, HoldKind.RESULT, "result");
        stage.hold(opened, HoldKind.OTHER, "settings");
        connection.end();
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("transaction");
        stage.pass(Duration.ofSeconds(10).minusMillis(1));
        assertThat(stage.closed).containsExactly("transaction");
        stage.pass(Duration.ofMillis(1));
        assertThat(stage.closed).containsExactly("transaction", "cursor", "pin");
        stage.pass(GRACE);
        assertThat(stage.closed).containsExactly("transaction", "cursor", "pin", "settings", "result");
    }

    @Test
    void whatWaitsIsCancelledWhatRunsMayFinish() {
        SessionOperation waits = opened.session().operation("waits");
        SessionOperation runs = opened.session().operation("runs");
        runs.start(stage.thing("cancel of runs"));
        connection.end();
        stage.runner.settle();
        assertThat(waits.state()).isEqualTo(OperationState.CANCELLED);
        assertThat(waits.start(() -> {})).isFalse();
        assertThat(runs.state()).isEqualTo(OperationState.RUNNING);
        assertThat(stage.closed).isEmpty();
        opened.session().hold(HoldKind.RESULT, "buffer", stage.thing("buffer"));
        runs.close();
        stage.pass(GRACE);
        assertThat(stage.closed).containsExactly("buffer");
    }

    @Test
    void whoComesBackIsToldOnceWhatWasLostAndWhy() {
        stage.hold(opened, HoldKind.TRANSACTION, "transaction");
        stage.hold(opened, HoldKind.CURSOR, "cursor");
        opened.session().operation("query");
        connection.end();
        stage.pass(Duration.ofSeconds(10));
        ClientConnection back = connect(registry);
        List<SessionLoss> told = call(back, opened);
        assertThat(told)
                .containsExactly(
                        new SessionLoss("transaction", "given back when the client was gone"),
                        new SessionLoss("query", "cancelled, since it waited when the client was gone"),
                        new SessionLoss("cursor", "given up 10 s after the client was gone"));
        assertThat(call(back, opened)).isEmpty();
        back.end();
        assertThat(call(connect(registry), opened)).isEmpty();
    }

    @Test
    void whoComesBackInTimeHasItsPinStill() {
        stage.hold(opened, HoldKind.PIN, "pin");
        connection.end();
        stage.pass(Duration.ofSeconds(9));
        assertThat(call(connect(registry), opened)).isEmpty();
        stage.pass(Duration.ofMinutes(1));
        assertThat(stage.closed).isEmpty();
    }

    @Test
    void aDetachedSessionTakesNoTransactionAndNoPinThatIsOver() {
        SessionCall inside = connection.call(opened.token(), USER);
        connection.end();
        assertThatThrownBy(() -> stage.hold(opened, HoldKind.TRANSACTION, "transaction"))
                .isInstanceOf(SessionRefusedException.class);
        assertThatThrownBy(() -> opened.session().operation("query")).isInstanceOf(SessionRefusedException.class);
        stage.hold(opened, HoldKind.CURSOR, "cursor");
        stage.pass(Duration.ofSeconds(10));
        assertThatThrownBy(() -> stage.hold(opened, HoldKind.PIN, "pin"))
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(SessionRefusedException.Refusal.DETACHED));
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("transaction", "cursor", "pin");
        inside.close();
    }

    @Test
    void whatStillRunsWhenTheGraceIsOverIsCancelledAndTheOwnerIsToldWhy() {
        opened.session().operation("runs").start(stage.thing("cancel of runs"));
        connection.end();
        stage.pass(GRACE);
        assertThat(stage.closed).containsExactly("cancel of runs");
        assertThatThrownBy(() -> call(connect(registry), opened))
                .hasMessageEndingWith("nobody came back within its grace after its last connection had ended");
    }

    @Test
    void itStaysItsOwners() {
        connection.end();
        ClientConnection back = connect(registry);
        assertThatThrownBy(() -> back.call(opened.token(), "bob")).isInstanceOf(NoSuchSessionException.class);
        assertThat(opened.session().state()).isEqualTo(SessionState.DETACHED);
    }
}
