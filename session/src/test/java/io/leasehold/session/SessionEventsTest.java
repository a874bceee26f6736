package io.leasehold.session;

import static io.leasehold.session.Stage.ADDRESS;
import static io.leasehold.session.Stage.GRACE;
import static io.leasehold.session.Stage.USER;
import static io.leasehold.session.Stage.call;
import static io.leasehold.session.Stage.connect;
import static io.leasehold.session.Stage.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the listener is told, and what a snapshot shows. */
class SessionEventsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void ends() {
        stage.close();
    }

    @Test
    void aLifeIsToldInItsOrder() {
        SessionRegistry registry = stage.graceful();
        ClientConnection first = connect(registry);
        OpenedSession opened = open(first);
        call(first, opened);
        first.end();
        stage.runner.settle();
        ClientConnection second = connect(registry);
        call(second, opened);
        assertThat(registry.end(opened.session().id(), "root")).isTrue();
        assertThat(registry.end(opened.session().id(), "root")).isFalse();
        assertThat(registry.end("no id", "root")).isFalse();
        stage.runner.settle();
        assertThat(stage.recorder.told)
                .containsExactly(
                        "connectionStarted",
                        "opened",
                        "detached",
                        "connectionEnded",
                        "connectionStarted",
                        "attached",
                        "ended REVOKED: root");
        assertThat(stage.recorder.events)
                .allSatisfy(event -> assertThat(event.address()).isEqualTo(ADDRESS));
        assertThat(stage.recorder.events.get(6).principal()).isEqualTo(USER);
    }

    @Test
    void nothingIsToldOnTheThreadThatDoesIt() {
        SessionRegistry registry = stage.graceful();
        connect(registry);
        assertThat(stage.recorder.told).isEmpty();
        stage.runner.settle();
        assertThat(stage.recorder.told).isNotEmpty();
    }

    @Test
    void aListenerThatThrowsOrIsSlowHarmsNobodyAndIsToldTheNewestTenThousand() {
        AtomicInteger told = new AtomicInteger();
        SessionRegistry registry = stage.registry(settings -> settings.listener(new SessionListener() {
            @Override
            public void opened(SessionEvent event) {
                told.incrementAndGet();
                throw new IllegalStateException("a listener's");
            }
        }));
        ClientConnection connection = connect(registry);
        for (int i = 0; i < 6_000; i++) {
            open(connection).session().end();
        }
        try (LogLines log = new LogLines()) {
            stage.runner.settle();
            assertThat(log.lines()).contains("ERROR stage: a listener failed: java.lang.IllegalStateException");
        }
        assertThat(told).hasValue(5_000);
        assertThat(registry.snapshot().sessions()).isEmpty();
    }

    @Test
    void aListenerWhoseErrorCannotBeLoggedIsToldTheRest() {
        AtomicInteger told = new AtomicInteger();
        SessionRegistry registry = stage.registry(settings -> settings.listener(new SessionListener() {
            @Override
            public void connectionStarted(SessionEvent event) {
                throw Stage.unloggable();
            }

            @Override
            public void opened(SessionEvent event) {
                told.incrementAndGet();
            }
        }));
        open(connect(registry));
        assertThatThrownBy(stage.runner::settle).isInstanceOf(UnsupportedOperationException.class);
        stage.runner.settle();
        assertThat(told).hasValue(1);
    }

    @Test
    void aListenerThatHangsKeepsNothingFromGoingBack() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        SessionRegistry registry = stage.registry(settings -> settings.listener(new SessionListener() {
            @Override
            public void connectionStarted(SessionEvent event) {
                try {
                    stuck.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
        ClientConnection connection = connect(registry);
        Thread hanging = stage.runner.startNext();
        OpenedSession opened = open(connection);
        stage.hold(opened, HoldKind.OTHER, "file");
        connection.end();
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("file");
        stuck.countDown();
        hanging.join(60_000);
    }

    @Test
    void aSnapshotShowsConnectionsSessionsAndWhatTheyHold() {
        SessionRegistry registry = stage.graceful();
        ClientConnection first = connect(registry);
        ClientConnection second = connect(registry);
        OpenedSession opened = open(first, SessionOptions.DEFAULT.actingAs("bob"));
        call(second, opened);
        stage.hold(opened, HoldKind.CURSOR, "cursor 1");
        SessionCall inside = second.call(opened.token(), USER);
        opened.session().operation("query 2").start(() -> {});
        stage.pass(Duration.ofSeconds(4));
        SessionRegistrySnapshot snapshot = registry.snapshot();
        SessionSnapshot session = snapshot.sessions().get(0);
        assertThat(snapshot.connections())
                .extracting(ConnectionSnapshot::sessions)
                .allSatisfy(sessions ->
                        assertThat(sessions).containsExactly(opened.session().id()));
        assertThat(session.principal()).isEqualTo(USER);
        assertThat(session.actingAs()).isEqualTo("bob");
        assertThat(session.state()).isEqualTo(SessionState.ATTACHED);
        assertThat(session.connections()).containsExactly(first.id(), second.id());
        assertThat(session.calls()).isEqualTo(1);
        assertThat(session.age()).isEqualTo(Duration.ofSeconds(4));
        assertThat(session.idle()).isEqualTo(Duration.ZERO);
        assertThat(session.detached()).isNull();
        assertThat(session.holdings())
                .containsExactly(
                        new SessionSnapshot.Holding("cursor 1", "CURSOR", Duration.ofSeconds(4)),
                        new SessionSnapshot.Holding("query 2", "RUNNING", Duration.ofSeconds(4)));
        inside.close();
        first.end();
        second.end();
        stage.pass(Duration.ofSeconds(3));
        assertThat(registry.snapshot().sessions().get(0).detached()).isEqualTo(Duration.ofSeconds(3));
        assertThat(registry.snapshot().sessions().get(0).onDisconnect()).isEqualTo(OnDisconnect.endAfter(GRACE));
    }
}
