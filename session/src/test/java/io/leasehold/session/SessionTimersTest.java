package io.leasehold.session;

import static io.leasehold.session.Stage.GRACE;
import static io.leasehold.session.Stage.USER;
import static io.leasehold.session.Stage.call;
import static io.leasehold.session.Stage.connect;
import static io.leasehold.session.Stage.open;
import static io.leasehold.session.Stage.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What time does to sessions. */
class SessionTimersTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Stage stage = new Stage();

    @AfterEach
    void ends() {
        stage.close();
    }

    private static SessionState state(OpenedSession opened) {
        return opened.session().state();
    }

    private void passesAnHourToTheMoment(OpenedSession opened) {
        stage.pass(HOUR.minus(MOMENT));
        assertThat(state(opened)).isEqualTo(SessionState.ATTACHED);
        stage.pass(MOMENT);
        assertThat(state(opened)).isEqualTo(SessionState.ENDED);
    }

    @Test
    void anIdleSessionEndsAfterAnHourAndNotBefore() {
        OpenedSession opened = open(connect(stage.registry(settings -> settings)));
        passesAnHourToTheMoment(opened);
        assertThat(stage.recorder.told).contains("ended IDLE");
    }

    @Test
    void idlenessCountsFromTheEndOfTheLastCall() {
        ClientConnection connection = connect(stage.registry(settings -> settings));
        OpenedSession opened = open(connection);
        stage.pass(HOUR.minus(MOMENT));
        SessionCall call = connection.call(opened.token(), USER);
        stage.pass(HOUR.multipliedBy(3));
        call.close();
        call.close();
        passesAnHourToTheMoment(opened);
    }

    @Test
    void anOperationThatWaitsOrRunsAndAPinKeepASessionAwake() {
        OpenedSession opened = open(connect(stage.registry(settings -> settings)));
        SessionOperation operation = opened.session().operation("query");
        stage.pass(HOUR.multipliedBy(2));
        operation.start(() -> {});
        stage.pass(HOUR.multipliedBy(2));
        operation.close();
        Held pin = stage.hold(opened, HoldKind.PIN, "pin");
        stage.pass(HOUR.multipliedBy(2));
        pin.release();
        passesAnHourToTheMoment(opened);
    }

    @Test
    void anUnreadResultDoesNot() {
        OpenedSession opened = open(connect(stage.registry(settings -> settings)));
        stage.hold(opened, HoldKind.CURSOR, "cursor");
        stage.hold(opened, HoldKind.RESULT, "result");
        passesAnHourToTheMoment(opened);
    }

    @Test
    void aSessionMayHaveALongerOrAShorterTimeAndChangeIt() {
        ClientConnection connection = connect(stage.registry(settings -> settings));
        OpenedSession shorter = open(connection, SessionOptions.DEFAULT.idleTimeout(Duration.ofSeconds(3)));
        OpenedSession longer = open(connection, SessionOptions.DEFAULT.idleTimeout(HOUR.multipliedBy(3)));
        OpenedSession never = open(connection, SessionOptions.DEFAULT.idleTimeout(Duration.ZERO));
        OpenedSession changed = open(connection);
        changed.session().idleTimeout(Duration.ofSeconds(10));
        stage.pass(Duration.ofSeconds(3));
        assertThat(state(shorter)).isEqualTo(SessionState.ENDED);
        assertThat(state(changed)).isEqualTo(SessionState.ATTACHED);
        stage.pass(Duration.ofSeconds(7));
        assertThat(state(changed)).isEqualTo(SessionState.ENDED);
        stage.pass(HOUR);
        assertThat(state(longer)).isEqualTo(SessionState.ATTACHED);
        stage.pass(HOUR.multipliedBy(2));
        assertThat(state(longer)).isEqualTo(SessionState.ENDED);
        stage.pass(Duration.ofDays(30));
        assertThat(state(never)).isEqualTo(SessionState.ATTACHED);
    }

    @Test
    void maxLifeEndsEvenABusySession() {
        ClientConnection connection = connect(stage.registry(settings -> settings.maxLife(HOUR)));
        OpenedSession opened = open(connection);
        SessionCall call = connection.call(opened.token(), USER);
        opened.session().operation("query");
        passesAnHourToTheMoment(opened);
        assertThat(stage.recorder.told).contains("ended MAX_LIFE");
        call.close();
    }

    @Test
    void aSessionThatEndedIdleIsNotEndedAgainByItsConnection() {
        ClientConnection connection = connect(stage.registry(settings -> settings));
        open(connection);
        stage.pass(HOUR);
        connection.end();
        stage.runner.settle();
        assertThat(stage.recorder.told).containsExactly("connectionStarted", "opened", "ended IDLE", "connectionEnded");
    }

    @Test
    void aDetachedSessionIsIdleAsWell() {
        ClientConnection connection =
                connect(stage.registry(settings -> settings.onDisconnect(OnDisconnect.endAfter(HOUR.multipliedBy(5)))));
        OpenedSession opened = open(connection);
        stage.pass(HOUR.dividedBy(2));
        connection.end();
        stage.pass(HOUR.dividedBy(2));
        assertThat(state(opened)).isEqualTo(SessionState.ENDED);
        assertThat(stage.recorder.told).contains("ended IDLE");
    }

    @Test
    void whatWaitedUntilTheClientWasGoneHadKeptTheSessionAwake() {
        Duration limit = Duration.ofSeconds(10);
        ClientConnection connection = connect(stage.registry(
                settings -> settings.onDisconnect(OnDisconnect.endAfter(GRACE)).idleTimeout(limit)));
        OpenedSession opened = open(connection);
        opened.session().operation("query");
        stage.pass(limit.multipliedBy(2));
        connection.end();
        stage.pass(limit.minus(MOMENT));
        assertThat(state(opened)).isEqualTo(SessionState.DETACHED);
        stage.pass(MOMENT);
        assertThat(stage.recorder.told).contains("ended IDLE");
    }

    @Test
    void overPassingConnectionsASessionIsDetachedAfterAQuarterOfAnHourWithoutACall() {
        SessionRegistry registry = stage.graceful();
        ClientConnection first = request(registry);
        OpenedSession opened = open(first);
        first.end();
        stage.pass(Duration.ofMinutes(15).minus(MOMENT));
        assertThat(state(opened)).as("the end of a request says nothing").isEqualTo(SessionState.ATTACHED);
        call(request(registry), opened);
        stage.pass(Duration.ofMinutes(15).minus(MOMENT));
        assertThat(state(opened)).isEqualTo(SessionState.ATTACHED);
        stage.pass(MOMENT);
        assertThat(state(opened)).isEqualTo(SessionState.DETACHED);
        stage.pass(GRACE);
        assertThat(state(opened)).isEqualTo(SessionState.ENDED);
    }

    @Test
    void afterAMinuteWhereItHoldsAnOperationAPinOrATransaction() {
        SessionRegistry registry = stage.graceful();
        ClientConnection request = request(registry);
        OpenedSession runs = open(request);
        OpenedSession pinned = open(request);
        OpenedSession inTransaction = open(request);
        stage.pass(Duration.ofSeconds(30));
        runs.session().operation("query").start(() -> {});
        stage.hold(pinned, HoldKind.PIN, "pin");
        stage.hold(inTransaction, HoldKind.TRANSACTION, "transaction");
        call(request, runs);
        call(request, pinned);
        call(request, inTransaction);
        stage.pass(Duration.ofSeconds(60).minus(MOMENT));
        assertThat(registry.snapshot().count(SessionState.ATTACHED)).isEqualTo(3);
        stage.pass(MOMENT);
        assertThat(registry.snapshot().count(SessionState.DETACHED)).isEqualTo(3);
    }

    @Test
    void aCallThatLastsIsNoQuiet() {
        SessionRegistry registry = stage.graceful();
        ClientConnection request = request(registry);
        OpenedSession opened = open(request);
        opened.session().operation("query").start(() -> {});
        SessionCall poll = request.call(opened.token(), USER);
        stage.pass(Duration.ofMinutes(20));
        assertThat(state(opened)).isEqualTo(SessionState.ATTACHED);
        poll.close();
        stage.pass(Duration.ofSeconds(60));
        assertThat(state(opened)).isEqualTo(SessionState.DETACHED);
    }

    @Test
    void whereSessionsEndAtOnceAQuietOneEndsAndIsToldSo() {
        SessionRegistry registry = stage.registry(settings -> settings);
        open(request(registry));
        stage.pass(Duration.ofMinutes(15));
        assertThat(stage.recorder.told).contains("ended QUIET: 900 s");
    }

    @Test
    void aSnapshotSaysHowLongASessionIsQuietAndWhenItsClientIsTakenToBeGone() {
        SessionRegistry registry = stage.graceful();
        ClientConnection request = request(registry);
        OpenedSession holding = open(request);
        stage.hold(holding, HoldKind.TRANSACTION, "the transaction");
        OpenedSession idle = open(request);
        OpenedSession called = open(request);
        OpenedSession connected = open(connect(registry));
        stage.pass(Duration.ofSeconds(36));
        SessionCall call = request.call(called.token(), USER);
        assertThat(registry.snapshot().sessions())
                .extracting(SessionSnapshot::id, SessionSnapshot::quiet, SessionSnapshot::quietLeft)
                .containsExactly(
                        tuple(holding.session().id(), Duration.ofSeconds(36), Duration.ofSeconds(24)),
                        tuple(
                                idle.session().id(),
                                Duration.ofSeconds(36),
                                Duration.ofMinutes(15).minusSeconds(36)),
                        tuple(called.session().id(), Duration.ZERO, Duration.ofMinutes(15)),
                        tuple(connected.session().id(), null, null));
        call.close();
    }

    @Test
    void callsOverARequestKeepASessionWhoseLastConnectionHasEnded() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        OpenedSession opened = open(connection);
        call(request(registry), opened);
        connection.end();
        assertThat(state(opened)).isEqualTo(SessionState.ATTACHED);
        stage.pass(Duration.ofMinutes(15));
        assertThat(state(opened)).isEqualTo(SessionState.ENDED);
    }

    @Test
    void callsOverTheConnectionItselfDoNot() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        OpenedSession opened = open(connection);
        call(request(registry), opened);
        stage.pass(Duration.ofMinutes(15));
        call(connection, opened);
        connection.end();
        stage.runner.settle();
        assertThat(state(opened)).isEqualTo(SessionState.ENDED);
    }
}
