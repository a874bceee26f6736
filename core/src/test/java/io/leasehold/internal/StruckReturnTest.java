package io.leasehold.internal;

import static io.leasehold.internal.StruckStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** P5: an error that strikes an end of a lease, or what follows it, costs no place and no room, at whichever reading of the clock. */
class StruckReturnTest {

    /** Has each reading fail that an end of a lease makes, on a pool of its own; whoever holds the lease tries to return it then. */
    private static void costsNoPlace(boolean used, Consumer<ResourceLease<Object>> end) {
        int reading = 0;
        boolean struck = true;
        while (struck) {
            StruckStage stage = new StruckStage(Duration.ofMillis(500));
            ResourceLease<Object> lease = stage.pool.acquire(SECOND);
            if (used) {
                assertThat(lease.resource()).isNotNull();
            }
            struck = stage.strikes(++reading, () -> end.accept(lease));
            lease.close();
            stage.comesToRest();
            stage.lendsItsMaximum();
        }
        assertThat(reading).as("readings it makes, and one").isGreaterThan(1);
    }

    @Test
    void p5AReturnCostsNoPlaceWhereverItIsStruck() {
        costsNoPlace(false, ResourceLease::close);
    }

    @Test
    void p5AReturnWithAResetCostsNoPlaceWhereverItIsStruck() {
        costsNoPlace(true, ResourceLease::close);
    }

    @Test
    void p5ARetirementCostsNoPlaceWhereverItIsStruck() {
        costsNoPlace(true, lease -> lease.retire(new IOException("torn")));
    }

    /** Were what it claimed not lowered, nothing would be closed for the next. */
    @Test
    void p5WhoMakesRoomForItsOpenKeepsNobodyFromRoomWhereverItIsStruck() {
        int reading = 0;
        boolean struck = true;
        while (struck) {
            HeldGroup held = new HeldGroup(1, 1);
            held.idle("a");
            EnginePool<String, ResourceLease<String>> b = held.pool("b");
            Waiter first = held.waiter("b");
            struck = StruckStage.isStruck(held, ++reading, () -> b.supply.refill(0, first));
            StruckStage.takes(held, "b", first);
            StruckStage.takes(held, "a", held.arrives("a"));
            StruckStage.takes(held, "b", held.arrives("b"));
            assertThat(held.group.room.taken()).isOne();
            assertThat(held.group.room.wanted()).isZero();
            assertThat(held.opened)
                    .endsWith("b#"
                            + held.opened.stream()
                                    .filter(resource -> resource.startsWith("b#"))
                                    .count());
        }
        assertThat(reading).as("readings it makes, and one").isGreaterThan(4);
    }
}
