package io.leasehold.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Spread;
import io.leasehold.internal.shared.Room.Counts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many begin, who waits, and for how many room is to be made. */
class RoomTest {

    private final ShareStage stage = new ShareStage(1);
    private final KeyEntry<String, Object> entry = stage.pool.entry(new Key("a"));

    private Opening<String, Object> open() {
        return new Opening<>(stage.pool, entry, new Generation<>(1, 1, Spread.ROUND_ROBIN), 0);
    }

    /** So many are open, and take all the room. */
    private Room full(int maximum) {
        Room room = new Room(maximum);
        for (int i = 0; i < maximum; i++) {
            assertThat(room.take(open())).isTrue();
            room.opened();
        }
        return room;
    }

    /** One more waits for room. */
    private Opening<String, Object> waits(Room room) {
        Opening<String, Object> open = open();
        assertThat(room.takeOrWait(open)).isFalse();
        assertThat(open.started).isFalse();
        return open;
    }

    @Test
    void asManyBeginAsThereIsRoomFor() {
        Room room = new Room(2);
        Opening<String, Object> first = open();
        assertThat(room.take(first)).isTrue();
        assertThat(first.started).isTrue();
        assertThat(room.isFull()).isFalse();
        assertThat(room.takeOrWait(open())).isTrue();
        assertThat(room.isFull()).isTrue();
        Opening<String, Object> third = open();
        assertThat(room.take(third)).isFalse();
        assertThat(third.started).isFalse();
        assertThat(room.wanting()).isZero();
        assertThat(room.counts()).isEqualTo(new Counts(2, 2, 0));
    }

    @Test
    void whoWaitsIsServedInTheOrderItCame() {
        Room room = full(2);
        Opening<String, Object> first = waits(room);
        Opening<String, Object> second = waits(room);
        Opening<String, Object> third = waits(room);
        assertThat(room.wanting()).isEqualTo(3);
        assertThat(room.next()).isEmpty();
        room.closed();
        room.closed();
        assertThat(room.next()).isEqualTo(List.of(first, second));
        assertThat(first.started).isTrue();
        assertThat(room.counts()).isEqualTo(new Counts(2, 2, 0));
        assertThat(room.wanting()).isOne();
        room.failed();
        assertThat(room.next()).isEqualTo(List.of(third));
        assertThat(room.wanting()).isZero();
        assertThat(room.next()).isEmpty();
    }

    @Test
    void nobodyPassesWhoWaitsThoughThereIsRoom() {
        Room room = full(1);
        Opening<String, Object> first = waits(room);
        room.closed();
        assertThat(room.isFull()).isTrue();
        assertThat(room.take(open())).isFalse();
        waits(room);
        assertThat(room.next()).isEqualTo(List.of(first));
    }

    @Test
    void whoLeavesTheLineIsNotServed() {
        Room room = full(1);
        Opening<String, Object> first = waits(room);
        Opening<String, Object> second = waits(room);
        room.cancel(first);
        assertThat(room.wanting()).isOne();
        room.closed();
        assertThat(room.next()).isEqualTo(List.of(second));
    }

    @Test
    void whatIsLostLeavesItsRoomAndBeyondAMaximumOfThoseNothingBegins() {
        Room room = new Room(2);
        room.take(open());
        room.take(open());
        room.openLost();
        assertThat(room.counts()).isEqualTo(new Counts(1, 1, 1));
        room.opened();
        room.closeLost();
        assertThat(room.counts()).isEqualTo(new Counts(0, 0, 2));
        assertThat(room.take(open())).isFalse();
        Opening<String, Object> waiting = waits(room);
        assertThat(room.next()).isEmpty();
        assertThat(room.toBeMade(0)).as("what is closed now helps nobody").isZero();
        room.found();
        assertThat(room.next()).isEqualTo(List.of(waiting));
    }

    @Test
    void roomIsToBeMadeForThoseWhoWaitAndOfNoMoreThanThereAre() {
        Room room = full(3);
        assertThat(room.toBeMade(0)).isZero();
        waits(room);
        waits(room);
        assertThat(room.toBeMade(0)).isEqualTo(2);
        assertThat(room.toBeMade(1)).isOne();
        waits(room);
        waits(room);
        assertThat(room.toBeMade(0)).as("of three").isEqualTo(3);
        room.closed();
        assertThat(room.toBeMade(0)).as("there is room for one already").isOne();
    }
}
