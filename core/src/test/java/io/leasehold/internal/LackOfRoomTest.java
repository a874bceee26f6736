package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.AcquireException;
import io.leasehold.PoolFullException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is refused is told of the group only where room in it is what was lacking. */
class LackOfRoomTest {

    private static @Nullable AcquireException refusal(HeldGroup held, String key) {
        return held.endpoint(key).refused(held.ticker.now, "at once");
    }

    @Test
    void whoFindsTheGroupFullIsToldSo() {
        HeldGroup held = new HeldGroup(1, 1);
        held.lease("a");
        assertThat(held.endpoint("b").take()).isFalse();
        assertThat(refusal(held, "b"))
                .isInstanceOf(PoolFullException.class)
                .hasMessageContaining("held")
                .hasMessageContaining("at once");
    }

    @Test
    void whereThereIsRoomTheGroupIsNotToBlame() {
        HeldGroup held = new HeldGroup(2, 1);
        held.lease("a");
        assertThat(refusal(held, "b")).isNull();
    }

    @Test
    void whoseOpenIsUnderWayLacksNoRoom() {
        HeldGroup held = new HeldGroup(1, 1);
        assertThatThrownBy(() -> held.group.acquire("b", 0)).isInstanceOf(AcquireException.class);
        assertThat(held.pool("b").supply.opening()).isOne();
        assertThat(held.group.room.isFull()).isTrue();
        assertThat(refusal(held, "b")).isNull();
    }

    /** What is free now is for who stands in the line. */
    @Test
    void whoStandsInTheLineBesideRoomThatIsFreeIsToldOfTheGroup() {
        HeldGroup held = new HeldGroup(1, 1);
        assertThat(held.group.room.take()).isTrue();
        held.arrives("b");
        held.group.room.giveBack();
        assertThat(held.group.room.isFull()).isFalse();
        assertThat(refusal(held, "b")).isInstanceOf(PoolFullException.class);
    }
}
