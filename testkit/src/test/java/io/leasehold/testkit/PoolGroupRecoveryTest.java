package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.EndpointFailedException;
import io.leasehold.Lease;
import io.leasehold.PoolFullException;
import io.leasehold.PoolGroup;
import io.leasehold.spi.OpenRefusal;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told and done when an endpoint that failed fast answers again, and of who waits for room meanwhile. */
class PoolGroupRecoveryTest {

    private static final Duration WINDOW = Duration.ofSeconds(2);

    private final GroupStage stage = new GroupStage();
    private final ConnectException refused = new ConnectException("connection refused");
    private final IOException login = new IOException("password authentication failed");

    PoolGroupRecoveryTest() {
        stage.factory.meaning(login, OpenRefusal.LOGIN_REFUSED);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.all().violations()).isEmpty();
    }

    @Test
    void thatAnEndpointAnswersAgainIsLoggedOnceAndOfNoneThatNeverFailed() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        try (LogLines log = new LogLines()) {
            stage.factory.of("alice@db1").opens().fail(refused);
            stage.refusal(group, "alice@db1");
            stage.fill(group, "bob@db2");
            stage.runner.pass(WINDOW);
            Lease<ScriptedResource> first = stage.acquire(group, "alice@db1");
            stage.acquire(group, "alice@db1").close();
            first.close();
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("answers again"))
                    .containsExactly("INFO stage/alice@db1: alice@db1 answers again and fails fast no more");
        }
    }

    @Test
    void aLoginThatIsLetInAgainEndsTheFailureOfThatEndpoint() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("alice@db1").opens().fail(login);
        assertThat(stage.refusal(group, "alice@db1")).isInstanceOf(EndpointFailedException.class);
        stage.runner.pass(WINDOW);
        stage.acquire(group, "alice@db1").close();
        assertThat(group.snapshot().endpoints()).allMatch(one -> one.failure() == null);
    }

    @Test
    void whoWaitsForTheGroupsRoomFailsFastAsSoonAsTheAddressDoes() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(2);
        Lease<ScriptedResource> held = stage.acquire(group, "carol@db2");
        stage.factory.of("alice@db1").opens().fail(refused).always();
        Doing<Lease<ScriptedResource>> opens = stage.start(group, "alice@db1");
        Doing<Lease<ScriptedResource>> waits = stage.start(group, "bob@db1");
        assertThat(group.snapshot().waitingForRoom()).isOne();
        assertThat(stage.failure(opens)).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.failure(waits)).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.opens("bob@db1")).isZero();
        assertThat(group.snapshot().waitingForRoom()).isZero();
        held.close();
    }

    @Test
    void whoOutwaitsAWindowForTheGroupsRoomIsToldThatTheGroupIsFull() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        stage.factory.of("alice@db1").opens().fail(refused);
        stage.refusal(group, "alice@db1");
        Lease<ScriptedResource> held = stage.acquire(group, "carol@db2");
        stage.runner.pass(WINDOW);
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "alice@db1", Duration.ofMillis(10));
        stage.ticker.advance(Duration.ofMillis(10));
        assertThat(stage.failure(waiter))
                .isInstanceOf(PoolFullException.class)
                .hasMessageContaining("the group is full");
        held.close();
    }
}
