package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.LeaseChild;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SharedChildrenTest {

    private final SharedChildren children = new SharedChildren();
    private final LeaseChild older = new Child();
    private final LeaseChild newer = new Child();

    private void addBoth() {
        children.add(older);
        children.add(newer);
    }

    @Test
    void theyAreReadNewestFirstAndStay() {
        addBoth();
        assertThat(children.all()).containsExactly(newer, older);
        assertThat(children.all()).containsExactly(newer, older);
    }

    @Test
    void whoeverTakesThemLeavesNone() {
        addBoth();
        assertThat(children.takeAll()).containsExactly(newer, older);
        assertThat(children.takeAll()).isEmpty();
    }

    @Test
    void oneIsRemovedOnce() {
        addBoth();
        assertThat(children.remove(older)).isTrue();
        assertThat(children.remove(older)).isFalse();
        assertThat(children.all()).containsExactly(newer);
    }

    @Test
    void theyAreTheFirstAskersWhoMayAskAgainAndNobodyElses() {
        addBoth();
        Object first = new Object();
        assertThat(children.takeAll(first)).containsExactly(newer, older);
        assertThat(children.takeAll(new Object())).isNull();
        assertThat(children.takeAll(first)).containsExactly(newer, older);
        assertThat(children.all()).as("they are to be ended once").isEmpty();
    }

    @Test
    void whatIsToBeEndedIsCountedAndNeverNoneOnceTheyWereTaken() {
        assertThat(children.toBeEnded()).isZero();
        addBoth();
        assertThat(children.toBeEnded()).isEqualTo(2);
        children.takeAll(this);
        assertThat(children.toBeEnded()).isOne();
    }

    @Test
    void nobodyIsKeptOutAfterwards() throws InterruptedException {
        List<Consumer<SharedChildren>> acts = List.of(
                it -> it.add(older),
                it -> it.remove(older),
                SharedChildren::all,
                SharedChildren::takeAll,
                SharedChildren::toBeEnded,
                it -> it.takeAll(this));
        for (Consumer<SharedChildren> act : acts) {
            act.accept(children);
            Thread other = new Thread(() -> children.add(newer));
            other.setDaemon(true);
            other.start();
            other.join(60_000);
            assertThat(other.isAlive()).as("it waits for the lock").isFalse();
        }
    }

    private static final class Child extends LeaseChild {

        @Override
        protected void endWithLease() {}
    }
}
