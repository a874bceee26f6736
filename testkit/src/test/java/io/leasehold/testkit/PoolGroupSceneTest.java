package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.CannotOpenException;
import io.leasehold.EndpointFailedException;
import io.leasehold.Lease;
import io.leasehold.PoolFullException;
import io.leasehold.PoolGroup;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an error and the bean tell of a whole group. */
class PoolGroupSceneTest {

    private final GroupStage stage = new GroupStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.all().violations()).isEmpty();
    }

    /** A lease of each of these, held by a thread of that name, each for a second longer than the next. */
    private List<Lease<ScriptedResource>> heldBy(PoolGroup<String, ScriptedResource> group, String... names)
            throws Exception {
        List<Lease<ScriptedResource>> held = new ArrayList<>();
        for (String name : names) {
            held.add(new Doing<>(() -> stage.acquire(group, "of " + name), name).get());
            stage.ticker.advance(Duration.ofSeconds(1));
        }
        return held;
    }

    private static String refusal(PoolGroup<String, ScriptedResource> group, String key) {
        try {
            group.acquire(key, Duration.ZERO);
        } catch (PoolFullException e) {
            return e.getMessage();
        }
        throw new AssertionError("it was not refused");
    }

    @Test
    void whoIsRefusedIsToldWhoHasHeldLongestOnWhateverEndpointAndHowManyMore() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(6);
        List<Lease<ScriptedResource>> held = heldBy(group, "zoe", "anna", "yves", "bert", "xenia", "carl");
        assertThat(refusal(group, "new"))
                .containsSubsequence(
                        ". Held longest in the group: thread zoe for 6.0 s",
                        " on of zoe; then thread anna for 5.0 s",
                        " on of anna; then thread yves for 4.0 s",
                        " on of yves; then thread bert for 3.0 s",
                        " on of bert; and 2 more")
                .doesNotContain("xenia");
        held.forEach(Lease::close);
    }

    @Test
    void whereFourHoldNoneIsLeftOut() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(4);
        List<Lease<ScriptedResource>> held = heldBy(group, "zoe", "anna", "yves", "bert");
        assertThat(refusal(group, "new")).contains("; then thread bert").doesNotContain(" more");
        held.forEach(Lease::close);
    }

    @Test
    void theCountsAreThoseOfTheWholeGroup() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(2);
        List<Lease<ScriptedResource>> held = heldBy(group, "anna", "bert");
        assertThat(refusal(group, "new"))
                .contains("; in the whole group 2 of 2 open, 2 leased, 0 idle, 0 opens wait for room")
                .doesNotContain(" lost");
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "other");
        stage.ticker.advance(Duration.ofMillis(1));
        assertThat(refusal(group, "new")).contains(", 1 open waits for room.");
        held.forEach(Lease::close);
        stage.finish(waiter).close();
    }

    @Test
    void whatIsLostIsToldWhereverItWasLost() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(settings -> settings.name("loses")
                .maximumSize(2)
                .maximumPerEndpoint(2)
                .openTimeout(Duration.ofSeconds(1))
                .failFast(Duration.ZERO)
                .registerMbeans(true));
        stage.factory.of("a").opens().hangDeaf();
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "a", Duration.ofMillis(1_500));
        stage.startUntilHanging(stage.factory.of("a").opens());
        stage.ticker.advance(Duration.ofMillis(1_500));
        stage.runner.upkeep();
        waiter.failure();
        List<Lease<ScriptedResource>> held = heldBy(group, "anna", "bert");
        assertThat(refusal(group, "new")).contains(" for room, 1 lost. Held longest in the group");
        assertThat(of("loses", "Lost")).isEqualTo(1);
        stage.factory.of("a").opens().release();
        held.forEach(Lease::close);
    }

    @Test
    void theWholeGroupIsReadOnceATickHoweverManyAreRefused() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(2);
        Lease<ScriptedResource> one = stage.acquire(group, "a");
        Lease<ScriptedResource> other = stage.acquire(group, "b");
        assertThat(refusal(group, "new")).contains(" open, 2 leased, 0 idle, ");
        one.close();
        assertThat(refusal(group, "new")).as("as it was a moment ago").contains(" open, 2 leased, 0 idle, ");
        stage.ticker.advance(Duration.ofMillis(1));
        assertThat(refusal(group, "new")).contains(" open, 1 leased, 1 idle, ");
        other.close();
    }

    @Test
    void aThreadThatHoldsOnSeveralEndpointsIsToldHowManyInAll() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(3);
        List<Lease<ScriptedResource>> held =
                List.of(stage.acquire(group, "a"), stage.acquire(group, "b"), stage.acquire(group, "b"));
        assertThat(refusal(group, "c")).contains("This thread holds 3 leases of this group itself");
        held.forEach(Lease::close);
    }

    @Test
    void whereThereIsRoomAnOpenThatIsUnderWayIsNotCalledAFullGroup() {
        PoolGroup<String, ScriptedResource> group = stage.group(3);
        assertThatThrownBy(() -> group.acquire("a", Duration.ZERO))
                .isInstanceOf(CannotOpenException.class)
                .isNotInstanceOf(EndpointFailedException.class)
                .hasMessageNotContaining("group");
    }

    @Test
    void whoseOwnOpenTookTheLastRoomIsToldOfThatOpenAndNotOfAFullGroup() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(2);
        List<Lease<ScriptedResource>> held = heldBy(group, "anna");
        assertThatThrownBy(() -> group.acquire("a", Duration.ZERO))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("cannot open, no lease at once; 0 of 2 leased, 0 idle, 1 opening, 0 waiting");
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "a", Duration.ofSeconds(1));
        stage.ticker.advance(Duration.ofSeconds(1));
        assertThat(waiter.failure())
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("cannot open, no lease within 1.0 s; 0 of 2 leased, 0 idle, 1 opening");
        held.forEach(Lease::close);
    }

    @Test
    void whoComesWhileTheLastRoomIsUsedForWhoWaitsIsToldThatTheGroupIsFull() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(2);
        List<Lease<ScriptedResource>> held = heldBy(group, "anna");
        Doing<Lease<ScriptedResource>> waiter = stage.start(group, "a");
        assertThat(refusal(group, "a"))
                .contains("the group is full, no lease at once; 0 of 2 leased, 0 idle, 1 opening, 1 waiting");
        held.forEach(Lease::close);
        stage.finish(waiter).close();
    }

    @Test
    void theBeanCountsWhatIsUnderWayOnAllEndpoints() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(settings ->
                settings.name("counted").maximumSize(2).maximumPerEndpoint(2).registerMbeans(true));
        List<Doing<Lease<ScriptedResource>>> waiters =
                List.of(stage.start(group, "a"), stage.start(group, "b"), stage.start(group, "c"));
        assertThat(of("counted", "Name")).isEqualTo("counted");
        assertThat(of("counted", "Opening")).isEqualTo(2);
        assertThat(of("counted", "Waiting")).isEqualTo(3);
        assertThat(of("counted", "WaitingForRoom")).isEqualTo(1);
        assertThat(of("counted", "Lost")).isEqualTo(0);
        for (Doing<Lease<ScriptedResource>> waiter : waiters) {
            stage.finish(waiter).close();
        }
    }

    private static Object of(String group, String attribute) throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("io.leasehold:type=PoolGroup,name=\"" + group + "\""), attribute);
    }
}
