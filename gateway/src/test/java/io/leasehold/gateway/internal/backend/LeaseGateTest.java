package io.leasehold.gateway.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.testkit.ManualTicker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseGateTest {

    private final List<Turn> granted = new ArrayList<>();

    private LeaseGate gate(int maximum) {
        return gate(maximum, GateLimits.DEFAULT);
    }

    private LeaseGate gate(int maximum, GateLimits limits) {
        return new LeaseGate("db", maximum, limits, new ManualTicker());
    }

    private Turn enter(LeaseGate gate, String user) throws ClientErrorException {
        return gate.enter(user, "session of " + user, "an operation", false, granted::add);
    }

    private Turn pin(LeaseGate gate, String user) throws ClientErrorException {
        return gate.enter(user, "session of " + user, "transaction", true, granted::add);
    }

    @Test
    void turnsAreGivenInTheOrderOfTheLine() throws Exception {
        LeaseGate gate = gate(1);
        Turn first = enter(gate, "ann");
        Turn second = enter(gate, "bob");
        Turn third = enter(gate, "cy");
        assertThat(granted).containsExactly(first);
        assertThat(second.place()).isEqualTo(1);
        assertThat(third.place()).isEqualTo(2);
        first.over();
        second.over();
        assertThat(granted).containsExactly(first, second, third);
        assertThat(third.place()).isZero();
    }

    @Test
    void aTurnIsGivenBackOnce() throws Exception {
        LeaseGate gate = gate(1);
        Turn first = enter(gate, "ann");
        enter(gate, "ann");
        Turn third = enter(gate, "ann");
        first.over();
        first.over();
        assertThat(granted).doesNotContain(third);
    }

    @Test
    void whoLeavesIsNotGrantedAndWhoWasGrantedCannotLeave() throws Exception {
        LeaseGate gate = gate(1);
        Turn first = enter(gate, "ann");
        Turn second = enter(gate, "bob");
        assertThat(first.leave()).isFalse();
        assertThat(second.leave()).isTrue();
        assertThat(second.leave()).isFalse();
        first.over();
        assertThat(granted).containsExactly(first);
        assertThat(gate.waiting()).isZero();
        assertThat(gate.held()).isEmpty();
    }

    @Test
    void aUserHasHalfOfThePoolAtMostWhileOthersWait() throws Exception {
        LeaseGate gate = gate(4);
        for (int i = 0; i < 6; i++) {
            enter(gate, "ann");
        }
        assertThat(granted).as("nobody else waits").hasSize(4);
        Turn bob = enter(gate, "bob");
        granted.get(0).over();
        assertThat(granted).as("bob passes those of ann who wait").hasSize(5).endsWith(bob);
        Turn cy = enter(gate, "cy");
        granted.get(1).over();
        assertThat(granted).hasSize(6).endsWith(cy);
        granted.get(2).over();
        assertThat(granted).as("ann has one, and waits alone").hasSize(7);
    }

    @Test
    void nobodyWaitsWhileThereIsALeaseForThem() throws Exception {
        LeaseGate gate = gate(3);
        enter(gate, "ann");
        enter(gate, "ann");
        enter(gate, "bob");
        Turn ann = enter(gate, "ann");
        Turn bob = enter(gate, "bob");
        granted.get(2).over();
        assertThat(granted).as("half of three is one").endsWith(bob);
        granted.get(3).over();
        assertThat(granted).as("greedy or not, nobody else wants it").endsWith(ann);
    }

    @Test
    void fourInFiveAreKeptAtMostAndAtLeastOne() throws Exception {
        LeaseGate gate = gate(5);
        for (int i = 0; i < 4; i++) {
            pin(gate, "user " + i);
        }
        Turn fifth = pin(gate, "eve");
        assertThat(granted).hasSize(4);
        Turn statement = enter(gate, "fay");
        assertThat(granted)
                .as("a statement passes who would keep its lease")
                .hasSize(5)
                .endsWith(statement);
        assertThat(statement.tryPin()).isFalse();
        assertThat(gate.scene(true)).contains("4 of 5 are pinned").contains("user 0 (transaction");
        granted.get(0).over();
        assertThat(granted).as("all but one are leased").endsWith(fifth);
        LeaseGate small = gate(1);
        pin(small, "ann");
        assertThat(granted).hasSize(7);
    }

    @Test
    void whoKeptItsLeaseAndIsOverMakesRoomForOneWhoWillKeepIts() throws Exception {
        LeaseGate gate = gate(2);
        Turn cursor = enter(gate, "ann");
        assertThat(cursor.tryPin()).isTrue();
        assertThat(cursor.tryPin()).as("again").isTrue();
        Turn transaction = pin(gate, "bob");
        assertThat(granted).containsExactly(cursor);
        cursor.over();
        assertThat(granted).containsExactly(cursor, transaction);
    }

    @Test
    void tooManyWhoWaitAreRefusedAndLeaveNothing() throws Exception {
        LeaseGate gate = gate(1, new GateLimits(4, 3, 2));
        enter(gate, "ann");
        gate.enter("ann", "one", "", false, granted::add);
        gate.enter("ann", "one", "", false, granted::add);
        assertThatThrownBy(() -> gate.enter("ann", "one", "", false, granted::add))
                .hasMessageContaining("2 statements of this session")
                .extracting(e -> ((ClientErrorException) e).sqlState())
                .isEqualTo("08004");
        gate.enter("ann", "two", "", false, granted::add);
        assertThatThrownBy(() -> gate.enter("ann", "three", "", false, granted::add))
                .hasMessageContaining("3 statements of this user");
        gate.enter("bob", "four", "", false, granted::add);
        assertThatThrownBy(() -> gate.enter("cy", "five", "", false, granted::add))
                .hasMessageContaining("4 statements wait");
        assertThat(gate.waiting()).isEqualTo(4);
        granted.get(0).over();
        gate.enter("cy", "five", "", false, granted::add);
        assertThat(gate.waiting()).isEqualTo(4);
    }
}
