package io.leasehold.session;

import static io.leasehold.session.Stage.USER;
import static io.leasehold.session.Stage.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.session.SessionRefusedException.Refusal;
import io.leasehold.spi.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits are held as leases. */
class SessionLimitsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void ends() {
        stage.close();
    }

    private static Refusal refusal(ClientConnection connection, String user) {
        return catchThrowableOfType(
                        SessionRefusedException.class,
                        () -> connection.open(user, SessionOptions.DEFAULT, session -> {}))
                .refusal();
    }

    private static OpenedSession open(ClientConnection connection, String user) {
        return connection.open(user, SessionOptions.DEFAULT, session -> {});
    }

    @Test
    void eachLimitCountsWhatItSays() {
        SessionRegistry registry = stage.registry(settings -> settings.maximumSessions(5)
                .maximumPerUser(3)
                .maximumPerAddress(4)
                .maximumPerUserAndAddress(2));
        ClientConnection here = registry.start("192.0.2.1", ConnectionKind.LASTING);
        ClientConnection there = registry.start("192.0.2.2", ConnectionKind.LASTING);
        open(here, "ann");
        open(here, "ann");
        assertThat(refusal(here, "ann")).isEqualTo(Refusal.SESSIONS_OF_USER_AND_ADDRESS);
        open(there, "ann");
        assertThat(refusal(there, "ann")).isEqualTo(Refusal.SESSIONS_OF_USER);
        open(here, "bob");
        OpenedSession last = open(here, "bob");
        assertThat(refusal(there, "cid")).isEqualTo(Refusal.ALL_SESSIONS);
        last.session().end();
        open(there, "cid").session().end();
        open(here, "bob");
    }

    @Test
    void anAddressIsFullForWhomeverItMayBe() {
        SessionRegistry registry = stage.registry(settings -> settings.maximumPerAddress(1));
        ClientConnection connection = connect(registry);
        open(connection, "ann");
        assertThat(refusal(connection, "bob")).isEqualTo(Refusal.SESSIONS_OF_ADDRESS);
    }

    @Test
    void aUserNamedLikeAnAddressIsNoAddress() {
        SessionRegistry registry =
                stage.registry(settings -> settings.maximumPerAddress(1).maximumPerUser(1));
        open(registry.start("192.0.2.1", ConnectionKind.LASTING), "192.0.2.2");
        open(registry.start("192.0.2.2", ConnectionKind.LASTING), "192.0.2.1");
        assertThat(registry.snapshot().sessions()).hasSize(2);
    }

    @Test
    void whomASessionActsForDoesNotCount() {
        SessionRegistry registry = stage.registry(settings -> settings.maximumPerUser(1));
        ClientConnection connection = connect(registry);
        SessionOptions asBob = SessionOptions.DEFAULT.actingAs("bob");
        OpenedSession opened = Stage.open(connection, asBob);
        assertThat(opened.session().actingAs()).isEqualTo("bob");
        assertThatThrownBy(() -> Stage.open(connection, SessionOptions.DEFAULT.actingAs("cid")))
                .isInstanceOf(SessionRefusedException.class);
        open(connection, "bob");
        assertThatThrownBy(() -> connection.call(opened.token(), "bob")).isInstanceOf(NoSuchSessionException.class);
    }

    @Test
    void tenThousandOpensWithTheLimitAtOneLeaveTheCountsWhereTheyWere() {
        SessionRegistry registry = stage.registry(settings -> settings.maximumSessions(1)
                .maximumPerUser(1)
                .maximumPerAddress(1)
                .maximumPerUserAndAddress(1));
        ClientConnection connection = connect(registry);
        OpenedSession one = Stage.open(connection);
        for (int i = 0; i < 10_000; i++) {
            assertThatThrownBy(() -> Stage.open(connection)).isInstanceOf(SessionRefusedException.class);
        }
        one.session().end();
        for (int i = 0; i < 10_000; i++) {
            Stage.open(connection).session().end();
        }
        Stage.open(connection);
        assertThat(registry.snapshot().sessions()).hasSize(1);
        stage.runner.runAll();
    }

    @Test
    void anErrorAfterAPlaceWasTakenGivesItBack() {
        AtomicBoolean isBroken = new AtomicBoolean();
        SessionRegistry registry =
                stage.registry(settings -> settings.maximumPerUser(1).ticker(new Ticker() {
                    @Override
                    public long nanos() {
                        if (isBroken.get()) {
                            throw new OutOfMemoryError("the clock's");
                        }
                        return stage.ticker.nanos();
                    }

                    @Override
                    public long coarseNanos() {
                        return stage.ticker.coarseNanos();
                    }
                }));
        ClientConnection connection = connect(registry);
        isBroken.set(true);
        assertThatThrownBy(() -> Stage.open(connection)).hasMessage("the clock's");
        isBroken.set(false);
        Stage.open(connection);
        assertThat(registry.snapshot().sessions()).hasSize(1);
    }

    @Test
    void aRefusalSaysWhatToChangeAndIsTold() {
        SessionRegistry registry = stage.registry(settings -> settings.maximumPerUser(1));
        ClientConnection connection = connect(registry);
        Stage.open(connection);
        assertThatThrownBy(() -> Stage.open(connection))
                .hasMessage("the user has as many sessions as may be open, 1: close one, or raise maximumPerUser");
        stage.runner.settle();
        assertThat(stage.recorder.told).contains("refused: SESSIONS_OF_USER");
    }

    @Test
    void theEleventhDetachedSessionOfAUserEndsAtOnceAndOneThatIsTakenUpMakesRoom() {
        SessionRegistry registry = stage.graceful();
        List<OpenedSession> opened = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            ClientConnection connection = connect(registry);
            opened.add(Stage.open(connection));
            connection.end();
        }
        ClientConnection others = connect(registry);
        open(others, "bob");
        others.end();
        assertThat(registry.snapshot().count(SessionState.DETACHED)).isEqualTo(11);
        assertThat(opened.get(10).session().state()).isEqualTo(SessionState.ENDED);
        ClientConnection back = connect(registry);
        assertThatThrownBy(() -> Stage.call(back, opened.get(10)))
                .isInstanceOfSatisfying(
                        SessionEndedException.class,
                        e -> assertThat(e.reason()).isEqualTo(SessionEndReason.TOO_MANY_DETACHED));
        Stage.call(back, opened.get(0));
        ClientConnection next = connect(registry);
        OpenedSession late = Stage.open(next);
        next.end();
        assertThat(late.session().state()).isEqualTo(SessionState.DETACHED);
        assertThat(late.session().principal()).isEqualTo(USER);
    }
}
