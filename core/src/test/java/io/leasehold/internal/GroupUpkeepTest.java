package io.leasehold.internal;

import static io.leasehold.internal.HeldGroup.MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many workers a group's chores have, and when its upkeep is due again. */
class GroupUpkeepTest {

    private static final int MAXIMUM = 2;

    private final HeldGroup never = new HeldGroup(settings ->
            settings.maximumSize(MAXIMUM).maximumPerEndpoint(MAXIMUM).forgetAfter(Duration.ZERO));

    private static GroupUpkeep upkeepOf(HeldGroup held) {
        return new GroupUpkeep(held.group, held.around);
    }

    private static long run(GroupUpkeep upkeep, HeldGroup held) {
        return upkeep.run(held.ticker.now);
    }

    @Test
    void twoWorkersDoAllChoresUnlessNoneEndsAndThenTwiceAsManyUpToTwiceTheMaximumAndOne() {
        GroupUpkeep upkeep = upkeepOf(never);
        for (int i = 0; i < 9; i++) {
            upkeep.chores.execute(() -> {});
        }
        assertThat(never.runner.held).hasSize(2);
        run(upkeep, never);
        assertThat(never.runner.held).hasSize(4);
        run(upkeep, never);
        assertThat(never.runner.held).hasSize(2 * MAXIMUM + 1);
        run(upkeep, never);
        assertThat(never.runner.held).hasSize(2 * MAXIMUM + 1);
    }

    @Test
    void asLongAsChoresEndThoseTwoAreEnough() {
        GroupUpkeep upkeep = upkeepOf(never);
        upkeep.chores.execute(() -> {});
        upkeep.chores.execute(() -> {});
        upkeep.chores.execute(() -> run(upkeep, never));
        upkeep.chores.execute(() -> {});
        assertThat(never.runner.held).hasSize(2);
        never.runner.runNext();
        assertThat(never.runner.held).as("its work was done by the first").hasSize(1);
    }

    @Test
    void onceNothingIsLeftToDoTwoAreEnoughAgain() {
        GroupUpkeep upkeep = upkeepOf(never);
        for (int i = 0; i < 4; i++) {
            upkeep.chores.execute(() -> {});
        }
        run(upkeep, never);
        assertThat(never.runner.held).hasSize(4);
        run(upkeep, never);
        never.runner.runAll();
        for (int i = 0; i < 4; i++) {
            upkeep.chores.execute(() -> {});
        }
        assertThat(never.runner.held).hasSize(2);
    }

    @Test
    void upkeepLooksAgainSoonerWhileThereAreChores() {
        GroupUpkeep upkeep = upkeepOf(never);
        assertThat(run(upkeep, never)).isEqualTo(100 * MS);
        upkeep.chores.execute(() -> {});
        assertThat(run(upkeep, never)).isEqualTo(25 * MS);
        never.runner.runAll();
        assertThat(run(upkeep, never)).isEqualTo(100 * MS);
    }

    @Test
    void unusedEndpointsAreLookedForFourTimesInTheTimeAfterWhichTheyAreForgotten() {
        HeldGroup held = new HeldGroup(settings -> settings.forgetAfter(Duration.ofMillis(100)));
        GroupUpkeep upkeep = upkeepOf(held);
        held.endpoint("a");
        for (int i = 0; i < 4; i++) {
            assertThat(run(upkeep, held)).isEqualTo(25 * MS);
            held.ticker.advance(10 * MS);
            assertThat(run(upkeep, held)).isEqualTo(15 * MS);
            held.ticker.advance(15 * MS);
            assertThat(held.runner.held).isEmpty();
            assertThat(held.group.snapshot().endpoints()).hasSize(1);
            assertThat(run(upkeep, held)).isEqualTo(25 * MS);
            assertThat(held.runner.held).hasSize(1);
            held.runner.runAll();
        }
        assertThat(held.group.snapshot().endpoints()).isEmpty();
    }
}
