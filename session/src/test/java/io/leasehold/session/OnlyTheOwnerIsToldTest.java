package io.leasehold.session;

import static io.leasehold.session.Stage.USER;
import static io.leasehold.session.Stage.call;
import static io.leasehold.session.Stage.connect;
import static io.leasehold.session.Stage.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may use a session, and who is told why it ended. */
class OnlyTheOwnerIsToldTest {

    private final Stage stage = new Stage();
    private final SessionRegistry registry = stage.registry(settings -> settings.idleTimeout(Duration.ofMinutes(5)));
    private final ClientConnection connection = connect(registry);

    @AfterEach
    void ends() {
        stage.close();
    }

    private SessionToken wrongSecret(SessionToken token) {
        byte[] secret = token.secret();
        secret[15] ^= 1;
        return SessionToken.of(token.id(), secret);
    }

    private String answer(SessionToken token, String principal) {
        Throwable thrown =
                catchThrowable(() -> connection.call(token, principal).close());
        return thrown.getClass().getName() + ": " + thrown.getMessage() + ", caused by " + thrown.getCause();
    }

    @Test
    void everybodyElseGetsWordForWordTheAnswerForAnUnknownHandle() {
        OpenedSession live = open(connection);
        OpenedSession ended = open(connection);
        ended.session().end();
        String unknown = answer(SessionToken.of(new byte[16], new byte[16]), USER);
        List<String> answers = new ArrayList<>();
        for (OpenedSession each : List.of(live, ended)) {
            answers.add(answer(wrongSecret(each.token()), USER));
            answers.add(answer(each.token(), "bob"));
            answers.add(answer(wrongSecret(each.token()), "bob"));
            answers.add(answer(SessionToken.of(each.token().id(), new byte[0]), USER));
        }
        answers.add(answer(SessionToken.of(new byte[0], new byte[0]), USER));
        answers.add(answer(SessionToken.of(new byte[4096], new byte[4096]), USER));
        assertThat(answers).containsOnly(unknown);
        assertThat(unknown).contains("NoSuchSessionException");
        call(connection, live);
    }

    @Test
    void whoGuessesChangesNothing() {
        OpenedSession opened = open(connection);
        ClientConnection other = connect(registry);
        for (int i = 0; i < 12; i++) {
            stage.pass(Duration.ofSeconds(25));
            answer(wrongSecret(opened.token()), USER);
            catchThrowable(() -> other.call(opened.token(), "bob"));
        }
        assertThat(opened.session().state()).as("idle all the same").isEqualTo(SessionState.ENDED);
        assertThat(registry.snapshot().connections())
                .allSatisfy(one -> assertThat(one.sessions()).isEmpty());
    }

    @Test
    void theOwnerIsToldWhyAndWhen() {
        OpenedSession opened = open(connection);
        opened.session().end();
        stage.pass(Duration.ofSeconds(12));
        SessionEndedException told = catchThrowableOfType(SessionEndedException.class, () -> call(connection, opened));
        assertThat(told.reason()).isEqualTo(SessionEndReason.CLOSED);
        assertThat(told).hasMessage("the session has ended 12 s ago: its client closed it");
        assertThat(opened.session().end()).as("a second end").isFalse();
    }

    @Test
    void anIdleSessionsOwnerIsToldThatItWasIdle() {
        OpenedSession opened = open(connection);
        stage.pass(Duration.ofMinutes(5));
        SessionEndedException told = catchThrowableOfType(SessionEndedException.class, () -> call(connection, opened));
        assertThat(told.reason()).isEqualTo(SessionEndReason.IDLE);
    }

    @Test
    void anEndedSessionIsRememberedForAnHour() {
        OpenedSession opened = open(connection);
        opened.session().end();
        stage.pass(Duration.ofHours(1).minusMillis(1));
        assertThat(answer(opened.token(), USER)).contains("SessionEndedException");
        assertThat(registry.snapshot().remembered()).isEqualTo(1);
        stage.pass(Duration.ofMillis(1));
        assertThat(answer(opened.token(), USER)).contains("NoSuchSessionException");
        assertThat(registry.snapshot().remembered()).isZero();
    }

    @Test
    void noMoreThanTenThousandAreRemembered() {
        OpenedSession first = open(connection);
        OpenedSession second = open(connection);
        first.session().end();
        second.session().end();
        for (int i = 0; i < SessionConfig.MOST_REMEMBERED - 1; i++) {
            open(connection).session().end();
        }
        assertThat(registry.snapshot().remembered()).isEqualTo(SessionConfig.MOST_REMEMBERED);
        assertThat(answer(first.token(), USER)).contains("NoSuchSessionException");
        assertThat(answer(second.token(), USER)).contains("SessionEndedException");
        stage.runner.runAll();
    }

    @Test
    void idsAndSecretsAreNeverTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            SessionToken token = open(connection).token();
            assertThat(token.id()).hasSize(16);
            assertThat(token.secret()).hasSize(16);
            seen.add(HexFormat.of().formatHex(token.secret()));
            seen.add(HexFormat.of().formatHex(token.id()));
        }
        assertThat(seen).hasSize(2_000);
    }
}
