package io.leasehold.session;

import static io.leasehold.session.Stage.USER;
import static io.leasehold.session.Stage.connect;
import static io.leasehold.session.Stage.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session is known and counted before anything slow is done for it. */
class SessionOpeningTest {

    private final Stage stage = new Stage();

    @AfterEach
    void ends() {
        stage.close();
    }

    @Test
    void whatOpensIsInTheRegistryAndCounts() {
        SessionRegistry registry = stage.registry(settings -> settings.maximumPerUser(1));
        ClientConnection connection = connect(registry);
        connection.open(USER, SessionOptions.DEFAULT, session -> {
            assertThat(session.state()).isEqualTo(SessionState.OPENING);
            assertThat(registry.snapshot().count(SessionState.OPENING)).isEqualTo(1);
            assertThatThrownBy(() -> open(connection)).isInstanceOf(SessionRefusedException.class);
        });
        assertThat(registry.snapshot().count(SessionState.ATTACHED)).isEqualTo(1);
    }

    @Test
    void theClientsDeathEndsWhatOpensWhateverTheGraceAndWhatTheOpenBringsAfterwardsIsClosed() {
        SessionRegistry registry = stage.graceful();
        ClientConnection connection = connect(registry);
        assertThatThrownBy(() -> connection.open(USER, SessionOptions.DEFAULT, session -> {
                    session.hold(HoldKind.OTHER, "early", stage.thing("early"));
                    connection.end();
                    assertThat(session.state()).isEqualTo(SessionState.ENDED);
                    assertThatThrownBy(() -> session.hold(HoldKind.OTHER, "late", stage.thing("late")))
                            .isInstanceOf(SessionEndedException.class);
                }))
                .isInstanceOfSatisfying(
                        SessionEndedException.class,
                        e -> assertThat(e.reason()).isEqualTo(SessionEndReason.DISCONNECTED));
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("early", "late");
        assertThat(registry.snapshot().sessions()).isEmpty();
        assertThat(registry.snapshot().remembered()).isZero();
    }

    @Test
    void aRequestThatIsGoneBeforeItsSessionIsOpenLeavesNoSession() {
        SessionRegistry registry = stage.graceful();
        ClientConnection request = Stage.request(registry);
        assertThatThrownBy(() -> request.open(USER, SessionOptions.DEFAULT, session -> {
                    session.hold(HoldKind.OTHER, "thing", stage.thing("thing"));
                    request.end();
                }))
                .isInstanceOf(SessionEndedException.class);
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("thing");
        assertThat(registry.snapshot().sessions()).isEmpty();
    }

    @Test
    void anOpenThatFailsGivesEverythingBackAndTheErrorIsTheOpeners() {
        SessionRegistry registry = stage.registry(settings -> settings.maximumPerUser(1));
        ClientConnection connection = connect(registry);
        IOException refused = new IOException("refused");
        assertThatThrownBy(() -> connection.open(USER, SessionOptions.DEFAULT, session -> {
                    session.hold(HoldKind.OTHER, "half", stage.thing("half"));
                    throw refused;
                }))
                .isSameAs(refused);
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("half");
        assertThat(stage.recorder.told).contains("ended OPEN_FAILED");
        open(connection);
        assertThat(stage.runner.registered())
                .as("the registry's upkeep and one session's")
                .isEqualTo(2);
    }

    @Test
    void anOpenOnBehalfOfNobodyIsRefusedBeforeItTakesAPlace() {
        SessionRegistry registry = stage.registry(settings -> settings.maximumPerUser(1));
        ClientConnection connection = connect(registry);
        assertThatThrownBy(() -> open(connection, SessionOptions.DEFAULT.actingAs(null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("actingAs");
        open(connection);
    }

    @Test
    void whatOpensCannotBeUsedYet() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        AtomicReference<SessionToken> guessed = new AtomicReference<>();
        connection.open(USER, SessionOptions.DEFAULT, session -> {
            byte[] id = Tokens.bytesOf(session.id());
            guessed.set(SessionToken.of(id, new byte[16]));
            assertThatThrownBy(() -> connection.call(guessed.get(), USER)).isInstanceOf(NoSuchSessionException.class);
        });
    }

    @Test
    void aContradictionInTheOptionsIsRefused() {
        SessionRegistry registry = stage.registry(settings -> settings);
        ClientConnection connection = connect(registry);
        assertThatThrownBy(() -> open(
                        connection,
                        SessionOptions.DEFAULT.onDisconnect(OnDisconnect.keep()).idleTimeout(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("requires idleTimeout");
        assertThatThrownBy(() -> open(connection, SessionOptions.DEFAULT.idleTimeout(Duration.ofMillis(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 s to 365 days");
        OpenedSession opened = open(connection, SessionOptions.DEFAULT.onDisconnect(OnDisconnect.keep()));
        assertThatThrownBy(() -> opened.session().idleTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        OpenedSession never = open(connection, SessionOptions.DEFAULT.idleTimeout(Duration.ZERO));
        assertThatThrownBy(() -> never.session().onDisconnect(OnDisconnect.keep()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
