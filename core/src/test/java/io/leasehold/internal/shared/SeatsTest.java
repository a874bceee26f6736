package io.leasehold.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The seats of one resource. */
class SeatsTest {

    private static final int MANY = 500;

    private final SharedResource<String> resource =
            new SharedResource<>(null, null, "", new SharedResource.Position(1, 0), 1, 0);
    private final Thread current = Thread.currentThread();

    private List<Seat<String>> take(int number) {
        List<Seat<String>> taken = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            taken.add(resource.share(current, "taker"));
        }
        return taken;
    }

    private static Set<SeatRow<String>> rows(List<Seat<String>> seats) {
        Set<SeatRow<String>> rows = Collections.newSetFromMap(new IdentityHashMap<>());
        seats.forEach(seat -> rows.add(seat.row()));
        return rows;
    }

    @Test
    void eachShareHasASeatOfItsOwn() {
        List<Seat<String>> seats = take(MANY);
        assertThat(new HashSet<>(seats)).hasSize(MANY);
        assertThat(resource.shares()).isEqualTo(MANY);
    }

    @Test
    void seatsThatWereLeftAreTakenAgain() {
        List<Seat<String>> seats = take(MANY);
        Set<SeatRow<String>> rows = rows(seats);
        for (int round = 0; round < 3; round++) {
            seats.forEach(seat -> assertThat(seat.leave("taker")).isTrue());
            assertThat(resource.shares()).isZero();
            assertThat(resource.isIdle()).isTrue();
            seats = take(MANY);
            assertThat(rows).containsAll(rows(seats));
        }
    }

    @Test
    void aSeatInTheMiddleOfManyIsFoundAgain() {
        List<Seat<String>> seats = take(MANY);
        for (int at : new int[] {0, 7, 8, 100, MANY - 1}) {
            seats.get(at).leave("taker");
            assertThat(take(1)).containsExactly(seats.get(at));
        }
    }

    @Test
    void nobodyLeavesASeatForAnother() {
        Seat<String> seat = take(1).get(0);
        assertThat(seat.leave("another")).isFalse();
        assertThat(resource.shares()).isOne();
        assertThat(seat.leave("taker")).isTrue();
        assertThat(seat.leave("taker")).isFalse();
    }

    @Test
    void aGraceIsUsedByWhoeverHeldItInBetween() {
        assertThat(resource.beginGrace()).isTrue();
        assertThat(resource.isUnused()).isTrue();
        take(1).get(0).leave("taker");
        assertThat(resource.isIdle()).isTrue();
        assertThat(resource.isUnused()).isFalse();
        assertThat(resource.beginGrace()).isTrue();
        assertThat(resource.isUnused()).isTrue();
        take(1).get(0).leave("taker");
        assertThat(resource.isUnused()).isFalse();
    }
}
