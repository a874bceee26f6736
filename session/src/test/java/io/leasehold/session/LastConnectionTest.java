package io.leasehold.session;

import static io.leasehold.session.Stage.GRACE;
import static io.leasehold.session.Stage.call;
import static io.leasehold.session.Stage.connect;
import static io.leasehold.session.Stage.open;
import static io.leasehold.session.Stage.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a session when its connections end. */
class LastConnectionTest {

    private final Stage stage = new Stage();

    @AfterEach
    void ends() {
        stage.close();
    }

    @Test
    void aSessionEndsWithItsConnectionAndGivesBackWhatItHolds() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        OpenedSession opened = open(connection);
        stage.hold(opened, HoldKind.OTHER, "file");
        connection.end();
        assertThat(opened.session().state()).isEqualTo(SessionState.ENDED);
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("file");
        assertThat(registry.snapshot().sessions()).isEmpty();
        assertThat(registry.snapshot().connections()).isEmpty();
    }

    @Test
    void everySessionOfAConnectionEndsWithIt() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        for (int i = 0; i < 3; i++) {
            stage.hold(open(connection), HoldKind.OTHER, "file " + i);
        }
        connection.end();
        stage.runner.settle();
        assertThat(stage.closed).containsExactlyInAnyOrder("file 0", "file 1", "file 2");
        assertThat(registry.snapshot().sessions()).isEmpty();
    }

    @Test
    void whatHasNoNameIsNotHeldAndSoCannotStopTheEnd() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        OpenedSession first = open(connection);
        OpenedSession second = open(connection);
        Session session = first.session();
        assertThatThrownBy(() -> session.operation(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> session.hold(HoldKind.PIN, null, () -> {})).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> session.hold(null, "pin", () -> {})).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> session.hold(HoldKind.PIN, "pin", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> registry.end(session.id(), null)).isInstanceOf(NullPointerException.class);
        stage.hold(first, HoldKind.PIN, "pin");
        stage.hold(second, HoldKind.CURSOR, "cursor");
        connection.end();
        assertThat(session.state()).isEqualTo(SessionState.ENDED);
        assertThat(second.session().state()).isEqualTo(SessionState.ENDED);
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("pin", "cursor");
    }

    @Test
    void aSessionUsedOverTwoConnectionsEndsWithTheSecond() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection first = connect(registry);
        ClientConnection second = connect(registry);
        OpenedSession opened = open(first);
        call(second, opened);
        first.end();
        assertThat(opened.session().state()).isEqualTo(SessionState.ATTACHED);
        call(second, opened);
        second.end();
        assertThat(opened.session().state()).isEqualTo(SessionState.ENDED);
    }

    @Test
    void aSecondEndOfAConnectionDoesNothing() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        open(connection);
        connection.end();
        connection.end();
        stage.runner.settle();
        assertThat(stage.recorder.told)
                .containsExactly("connectionStarted", "opened", "ended DISCONNECTED", "connectionEnded");
    }

    @Test
    void aConnectionThatHasEndedOpensAndCallsNothing() {
        SessionRegistry registry = stage.graceful();
        ClientConnection connection = connect(registry);
        OpenedSession opened = open(connection);
        connection.end();
        assertThatThrownBy(() -> open(connection))
                .isInstanceOfSatisfying(
                        SessionRefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(SessionRefusedException.Refusal.CONNECTION_ENDED));
        assertThatThrownBy(() -> call(connection, opened)).isInstanceOf(SessionRefusedException.class);
        assertThat(opened.session().state()).isEqualTo(SessionState.DETACHED);
        stage.pass(GRACE);
        assertThat(opened.session().state()).isEqualTo(SessionState.ENDED);
    }

    @Test
    void withAGraceItEndsWhenNobodyCameBackAndNotBefore() {
        SessionRegistry registry = stage.graceful();
        ClientConnection connection = connect(registry);
        OpenedSession opened = open(connection);
        connection.end();
        assertThat(opened.session().state()).isEqualTo(SessionState.DETACHED);
        stage.pass(GRACE.minusMillis(1));
        assertThat(opened.session().state()).isEqualTo(SessionState.DETACHED);
        stage.pass(Duration.ofMillis(1));
        assertThat(opened.session().state()).isEqualTo(SessionState.ENDED);
        assertThat(stage.recorder.told).contains("ended GRACE_OVER");
    }

    @Test
    void withinItsGraceItIsTakenUpFromAnotherConnectionAndTheGraceBeginsAnew() {
        SessionRegistry registry = stage.graceful();
        ClientConnection first = connect(registry);
        OpenedSession opened = open(first);
        first.end();
        stage.pass(GRACE.minusSeconds(1));
        ClientConnection second = connect(registry);
        call(second, opened);
        assertThat(opened.session().state()).isEqualTo(SessionState.ATTACHED);
        stage.pass(GRACE.multipliedBy(2));
        assertThat(opened.session().state()).isEqualTo(SessionState.ATTACHED);
        second.end();
        stage.pass(GRACE.minusMillis(1));
        assertThat(opened.session().state()).isEqualTo(SessionState.DETACHED);
    }

    @Test
    void keptItOutlivesItsConnectionWhichIsForgottenAndEndsWhenItIsIdle() {
        SessionRegistry registry = stage.registry(
                settings -> settings.onDisconnect(OnDisconnect.keep()).idleTimeout(Duration.ofHours(2)));
        ClientConnection connection = connect(registry);
        OpenedSession opened = open(connection);
        connection.end();
        assertThat(registry.snapshot().connections()).isEmpty();
        assertThat(registry.snapshot().sessions().get(0).connections()).isEmpty();
        stage.pass(Duration.ofHours(2).minusMillis(1));
        assertThat(opened.session().state()).isEqualTo(SessionState.DETACHED);
        stage.pass(Duration.ofMillis(1));
        assertThat(stage.recorder.told).contains("ended IDLE");
    }

    @Test
    void aSessionMayHaveARuleOfItsOwn() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        OpenedSession asAll = open(connection);
        OpenedSession patient = open(connection, SessionOptions.DEFAULT.onDisconnect(OnDisconnect.endAfter(GRACE)));
        OpenedSession kept = open(connection, SessionOptions.DEFAULT.onDisconnect(OnDisconnect.keep()));
        connection.end();
        assertThat(asAll.session().state()).isEqualTo(SessionState.ENDED);
        stage.pass(GRACE);
        assertThat(patient.session().state()).isEqualTo(SessionState.ENDED);
        assertThat(kept.session().state()).isEqualTo(SessionState.DETACHED);
    }

    @Test
    void theRuleMayChangeAndCountsAtOnce() {
        SessionRegistry registry = stage.graceful();
        ClientConnection connection = connect(registry);
        OpenedSession opened = open(connection);
        opened.session().onDisconnect(OnDisconnect.endAfter(Duration.ofHours(1)));
        connection.end();
        stage.pass(GRACE);
        assertThat(opened.session().state()).isEqualTo(SessionState.DETACHED);
        opened.session().onDisconnect(OnDisconnect.endAtOnce());
        stage.runner.settle();
        assertThat(opened.session().state()).isEqualTo(SessionState.ENDED);
    }

    @Test
    void theLogSaysWhatBecameOfTheSessionsAndNothingOfWhoHadNone() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        OpenedSession working = open(connection);
        working.session().operation("select").start(() -> {});
        stage.hold(working, HoldKind.TRANSACTION, "the transaction");
        stage.hold(working, HoldKind.RESULT, "a result");
        OpenedSession idle = open(connection);
        OpenedSession staying = open(connection, SessionOptions.DEFAULT.onDisconnect(OnDisconnect.endAfter(GRACE)));
        staying.session().operation("select").start(() -> {});
        staying.session().operation("insert");
        ClientConnection scanner = connect(registry);
        try (LogLines log = new LogLines()) {
            scanner.end();
            assertThat(log.lines()).isEmpty();
            connection.end();
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("INFO"))
                    .containsExactly("INFO stage: connection from 192.0.2.7 closed, 2 sessions closed, 1 detached: "
                            + working.session() + " of ann, cancelled: select, given back: the transaction; "
                            + idle.session() + " of ann; " + staying.session() + " of ann, cancelled: insert");
        }
    }

    @Test
    void theLogNamesAFewOfManySessions() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        List<OpenedSession> all = List.of(open(connection), open(connection), open(connection), open(connection));
        OpenedSession busy = all.get(0);
        for (int i = 0; i < 5; i++) {
            busy.session().operation("select").start(() -> {});
        }
        try (LogLines log = new LogLines()) {
            connection.end();
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("INFO"))
                    .containsExactly("INFO stage: connection from 192.0.2.7 closed, 4 sessions closed, 0 detached: "
                            + busy.session() + " of ann, cancelled: select, select, select and 2 more; "
                            + all.get(1).session() + " of ann; " + all.get(2).session() + " of ann and 1 more");
        }
    }

    @Test
    void theLogTellsOfSessionsThatTheirClientsDidNotEnd() {
        SessionRegistry registry = stage.registry(settings -> settings.quietHolding(Duration.ofMinutes(1)));
        OpenedSession silent = open(request(registry));
        stage.hold(silent, HoldKind.TRANSACTION, "the transaction");
        OpenedSession closing = open(request(registry));
        OpenedSession torn = open(request(registry));
        stage.hold(torn, HoldKind.TRANSACTION, "the transaction");
        try (LogLines log = new LogLines()) {
            closing.session().end();
            torn.session().end();
            stage.pass(Duration.ofMinutes(1));
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("INFO"))
                    .containsExactly(
                            "INFO stage: " + torn.session()
                                    + " of ann has ended: its client closed it, given back: the transaction",
                            "INFO stage: " + silent.session()
                                    + " of ann has ended: no call came for so long that its client was taken to be"
                                    + " gone (60 s), given back: the transaction");
        }
    }

    @Test
    void theLogTellsOfSessionsThatAreDetachedForWantOfCalls() {
        SessionRegistry registry = stage.registry(
                settings -> settings.quietHolding(Duration.ofMinutes(1)).onDisconnect(OnDisconnect.endAfter(GRACE)));
        OpenedSession silent = open(request(registry));
        stage.hold(silent, HoldKind.TRANSACTION, "the transaction");
        stage.hold(silent, HoldKind.PIN, "a pin");
        try (LogLines log = new LogLines()) {
            stage.pass(Duration.ofMinutes(1));
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("INFO"))
                    .containsExactly("INFO stage: " + silent.session()
                            + " of ann is detached: no call came for so long that its client was taken to be gone,"
                            + " given back: the transaction");
        }
    }
}
