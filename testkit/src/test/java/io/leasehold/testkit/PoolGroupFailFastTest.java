package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.leasehold.CannotOpenException;
import io.leasehold.EndpointFailedException;
import io.leasehold.EndpointFailure;
import io.leasehold.Lease;
import io.leasehold.PoolFullException;
import io.leasehold.PoolGroup;
import io.leasehold.PoolSnapshot;
import io.leasehold.spi.OpenRefusal;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolGroupFailFastTest {

    private static final Duration WINDOW = Duration.ofSeconds(2);

    private final GroupStage stage = new GroupStage();
    private final ConnectException refused = new ConnectException("connection refused");
    private final IOException login = new IOException("password authentication failed");
    private final IOException full = new IOException("too many clients");

    PoolGroupFailFastTest() {
        stage.factory.meaning(login, OpenRefusal.LOGIN_REFUSED).meaning(full, OpenRefusal.SERVER_FULL);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.all().violations()).isEmpty();
    }

    @Test
    void anAddressThatCannotBeReachedFailsFastForAllIdentities() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("alice@db1").opens().fail(refused).always();
        assertThat(stage.refusal(group, "alice@db1")).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.refusal(group, "bob@db1"))
                .hasCause(refused)
                .asInstanceOf(type(EndpointFailedException.class))
                .satisfies(e -> assertThat(e.failure().wholeAddress()).isTrue());
        assertThat(stage.opens("bob@db1")).isZero();
        stage.acquire(group, "bob@db2").close();
    }

    @Test
    void anOpenThatHearsNothingWithinItsTimeFailsTheAddress() throws Exception {
        PoolGroup<String, ScriptedResource> group =
                stage.group(settings -> settings.openTimeout(Duration.ofSeconds(1)));
        stage.factory.of("alice@db1").opens().hang().always();
        Doing<Lease<ScriptedResource>> first = stage.start(group, "alice@db1");
        stage.startUntilHanging(stage.factory.of("alice@db1").opens());
        stage.ticker.advance(Duration.ofSeconds(2));
        assertThat(stage.failure(first)).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.refusal(group, "bob@db1")).isInstanceOf(EndpointFailedException.class);
    }

    @Test
    void aLoginThatIsRefusedFailsThatEndpointAlone() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("alice@db1").opens().fail(login).always();
        assertThat(stage.refusal(group, "alice@db1"))
                .asInstanceOf(type(EndpointFailedException.class))
                .satisfies(e -> assertThat(e.failure().wholeAddress()).isFalse());
        assertThat(stage.refusal(group, "alice@db1")).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.opens("alice@db1")).isOne();
        stage.acquire(group, "bob@db1").close();
    }

    @Test
    void aServerThatIsFullLowersTheCeilingAndFailsNobodyFast() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        Lease<ScriptedResource> first = stage.acquire(group, "alice@db1");
        stage.factory.of("alice@db1").opens().fail(full);
        Doing<Lease<ScriptedResource>> second = stage.start(group, "alice@db1");
        stage.runner.settle();
        PoolSnapshot snapshot = group.snapshot().endpoints().get(0).pool();
        assertThat(snapshot.ceiling()).isOne();
        assertThat(group.snapshot().endpoints().get(0).failure()).isNull();
        first.close();
        assertThat(stage.finish(second).resource()).isNotNull();
        stage.acquire(group, "bob@db1").close();
    }

    @Test
    void anErrorOfACallFailsNobodyFast() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        Lease<ScriptedResource> lease = stage.acquire(group, "alice@db1");
        lease.retire(refused);
        stage.runner.settle();
        assertThat(group.snapshot().endpoints().get(0).failure()).isNull();
        stage.acquire(group, "alice@db1").close();
    }

    @Test
    void whatIsLeasedGoesOnAndWhatIsIdleIsCheckedAndMayStillServe() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        Lease<ScriptedResource> leased = stage.acquire(group, "alice@db1");
        stage.fill(group, "bob@db1");
        stage.factory.of("carol@db1").opens().fail(refused).always();
        assertThat(stage.refusal(group, "carol@db1")).isInstanceOf(EndpointFailedException.class);
        leased.resource().use();
        Lease<ScriptedResource> idle = stage.acquire(group, "bob@db1");
        idle.resource().use();
        assertThat(stage.factory.of("bob@db1").checks().calls()).isOne();
        assertThat(stage.opens("bob@db1")).isOne();
        assertThat(stage.refusal(group, "bob@db1")).isInstanceOf(EndpointFailedException.class);
        idle.close();
        leased.close();
    }

    @Test
    void whatIsIdleAndDeadLetsItsWaitersFailFast() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.fill(group, "bob@db1");
        stage.factory.all().killAll();
        stage.factory.of("carol@db1").opens().fail(refused).always();
        assertThat(stage.refusal(group, "carol@db1")).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.refusal(group, "bob@db1")).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.opens("bob@db1")).isOne();
    }

    @Test
    void whoWaitsForAPlaceOfAnEndpointThatMayOpenNoMoreGoesOnWaiting() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        Lease<ScriptedResource> one = stage.acquire(group, "alice@db1");
        Lease<ScriptedResource> other = stage.acquire(group, "alice@db1");
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "alice@db1");
        stage.factory.of("bob@db1").opens().fail(refused).always();
        assertThat(stage.refusal(group, "bob@db1")).isInstanceOf(EndpointFailedException.class);
        one.close();
        assertThat(stage.finish(waiter).resource()).isNotNull();
        other.close();
    }

    @Test
    void afterTheWindowExactlyOneOpenIsTheProbeAndOthersFailFastUntilItEnds() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("alice@db1").opens().fail(refused);
        stage.refusal(group, "alice@db1");
        stage.runner.pass(WINDOW);
        stage.factory.of("alice@db1").opens().hang();
        Doing<Lease<ScriptedResource>> prober = stage.start(group, "alice@db1");
        stage.startUntilHanging(stage.factory.of("alice@db1").opens());
        assertThat(stage.refusal(group, "alice@db1"))
                .hasMessageContaining("one open is being tried now")
                .asInstanceOf(type(EndpointFailedException.class))
                .satisfies(e -> assertThat(e.failure().probing()).isTrue());
        assertThat(stage.refusal(group, "bob@db1")).isInstanceOf(EndpointFailedException.class);
        assertThat(prober.isDone()).isFalse();
        stage.factory.of("alice@db1").opens().release();
        stage.finish(prober).close();
        stage.acquire(group, "bob@db1").close();
        assertThat(stage.opens("alice@db1")).isEqualTo(2);
    }

    @Test
    void ofThoseWhoWaitForTheGroupsRoomOneWaitsForTheProbeAndTheOthersFailFast() throws Exception {
        oneOfTwoWaitsForTheProbe(stage.group(2), 2);
    }

    @Test
    void aProbeThatTakesTheOnlyPlaceLetsNobodyElseWaitForIt() throws Exception {
        oneOfTwoWaitsForTheProbe(stage.group(1), 1);
    }

    private void oneOfTwoWaitsForTheProbe(PoolGroup<String, ScriptedResource> group, int room) throws Exception {
        stage.factory.of("alice@db1").opens().fail(refused);
        stage.refusal(group, "alice@db1");
        List<Lease<ScriptedResource>> elsewhere = new ArrayList<>();
        for (int i = 0; i < room; i++) {
            elsewhere.add(stage.acquire(group, "bob@db2"));
        }
        stage.runner.pass(WINDOW);
        stage.factory.of("alice@db1").opens().hang();
        Doing<Lease<ScriptedResource>> prober = stage.start(group, "alice@db1");
        Doing<Lease<ScriptedResource>> other = stage.start(group, "alice@db1");
        elsewhere.get(0).retire(new IOException("broken"));
        stage.startUntilHanging(stage.factory.of("alice@db1").opens());
        assertThat(stage.failure(other)).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.failure(stage.start(group, "alice@db1", Duration.ZERO)))
                .isInstanceOf(EndpointFailedException.class);
        assertThat(prober.isDone()).isFalse();
        stage.factory.of("alice@db1").opens().release();
        stage.finish(prober).close();
        assertThat(stage.opens("alice@db1")).isEqualTo(2);
        elsewhere.forEach(Lease::close);
    }

    @Test
    void aProbersLeavingDoesNotLeaveTheEndpointHalfOpen() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("alice@db1").opens().fail(refused);
        stage.refusal(group, "alice@db1");
        stage.runner.pass(WINDOW);
        stage.factory.of("alice@db1").opens().hang();
        Doing<Lease<ScriptedResource>> prober = stage.start(group, "alice@db1", Duration.ofMillis(10));
        stage.startUntilHanging(stage.factory.of("alice@db1").opens());
        stage.ticker.advance(Duration.ofMillis(10));
        assertThat(stage.failure(prober)).isInstanceOf(CannotOpenException.class);
        stage.factory.of("alice@db1").opens().release();
        Stage.await("the probe has ended", () -> group.snapshot().idle() == 1);
        assertThat(group.snapshot().endpoints()).allMatch(one -> one.failure() == null);
        stage.acquire(group, "alice@db1").close();
        assertThat(stage.opens("alice@db1")).isEqualTo(2);
    }

    @Test
    void theWindowGrowsFromTwoToThirtySecondsAndIsSpread() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("alice@db1").opens().fail(refused).always();
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            EndpointFailure failure = failureOf(stage.refusal(group, "alice@db1"));
            assertThat(failure.failures()).isEqualTo(i + 1);
            seconds.add(failure.nextProbeIn().toMillis() / 1000.0);
            stage.runner.pass(failure.nextProbeIn().minusMillis(1));
            assertThat(stage.refusal(group, "alice@db1")).isInstanceOf(EndpointFailedException.class);
            assertThat(stage.opens("alice@db1")).isEqualTo(i + 1);
            stage.runner.pass(Duration.ofMillis(1));
        }
        double[] longest = {2, 4, 8, 16, 30, 30, 30};
        for (int i = 0; i < longest.length; i++) {
            assertThat(seconds.get(i)).isBetween(0.8 * longest[i] - 0.01, longest[i]);
        }
        assertThat(seconds).doesNotContainSequence(2.0, 4.0, 8.0, 16.0);
    }

    private static EndpointFailure failureOf(Throwable refusal) {
        return ((EndpointFailedException) refusal).failure();
    }

    @Test
    void opensThatFailTogetherCountAsOneFailure() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("alice@db1").opens().fail(refused).always();
        Doing<Lease<ScriptedResource>> one = stage.start(group, "alice@db1");
        Doing<Lease<ScriptedResource>> other = stage.start(group, "alice@db1");
        assertThat(failureOf(stage.failure(one)).failures()).isOne();
        assertThat(failureOf(stage.failure(other)).failures()).isOne();
        assertThat(stage.opens("alice@db1")).isEqualTo(2);
    }

    @Test
    void whenEveryEndpointOfAServiceHasFailedTheOneThatFailedLongestAgoIsTriedAtOnce() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("db1/orders").opens().fail(refused);
        stage.factory.of("db2/orders").opens().fail(refused).always();
        assertThat(stage.refusal(group, "db1/orders")).isInstanceOf(EndpointFailedException.class);
        stage.fill(group, "db3/other");
        stage.ticker.advance(Duration.ofMillis(100));
        assertThat(stage.refusal(group, "db1/orders")).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.opens("db1/orders")).isOne();
        assertThat(stage.refusal(group, "db2/orders")).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.refusal(group, "db2/orders")).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.opens("db2/orders")).isOne();
        stage.acquire(group, "db1/orders").close();
        assertThat(stage.refusal(group, "db2/orders")).isInstanceOf(EndpointFailedException.class);
        assertThat(stage.opens("db2/orders")).isOne();
    }

    @Test
    void zeroSwitchesFailingFastOff() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(settings -> settings.failFast(Duration.ZERO));
        stage.factory.of("alice@db1").opens().fail(refused).fail(refused).fail(refused);
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "alice@db1");
        stage.runner.pass(Duration.ofSeconds(8));
        stage.finish(waiter).close();
        assertThat(stage.opens("alice@db1")).isEqualTo(4);
    }

    @Test
    void theErrorSaysWhenItFailedWhyAndWhenItIsTriedAgain() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("alice@db1").opens().fail(refused).always();
        stage.refusal(group, "alice@db1");
        stage.ticker.advance(Duration.ofMillis(500));
        assertThat(stage.refusal(group, "alice@db1"))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("pool 'stage/alice@db1': its address failed 500 ms ago, so it fails fast")
                .hasMessageContaining("it is tried again in 1.")
                .hasMessageContaining("connection refused")
                .hasMessageContaining("0 of 2 leased");
    }

    @Test
    void anOpenThatSucceedsEndsTheFailureAtOnceForAll() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("alice@db1").opens().fail(refused);
        stage.refusal(group, "alice@db1");
        stage.runner.pass(WINDOW);
        stage.acquire(group, "bob@db1").close();
        stage.acquire(group, "alice@db1").close();
        assertThat(group.snapshot().endpoints()).allMatch(one -> one.failure() == null);
    }

    @Test
    void retiringAnEndpointForgetsItsFailures() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("alice@db1").opens().fail(refused);
        stage.refusal(group, "alice@db1");
        group.retire("alice@db1");
        stage.acquire(group, "alice@db1").close();
    }

    @Test
    void tryingOnceFailsFastToo() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        stage.factory.of("alice@db1").opens().fail(refused).always();
        stage.refusal(group, "alice@db1");
        assertThat(stage.failure(stage.start(group, "alice@db1", Duration.ZERO)))
                .isInstanceOf(EndpointFailedException.class);
        assertThat(group.tryAcquire("alice@db1")).isEmpty();
    }

    @Test
    void aFullGroupIsNotSaidToHaveFailed() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(1);
        Lease<ScriptedResource> held = stage.acquire(group, "alice@db1");
        assertThat(stage.failure(stage.start(group, "bob@db2", Duration.ZERO)))
                .isInstanceOf(PoolFullException.class)
                .hasMessageContaining("the group is full");
        held.close();
    }
}
