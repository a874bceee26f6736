package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Endpoint;
import io.leasehold.spi.LeaseHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The room of a group and the line for it, step by step: endpoints without pools take what they are granted. */
class GroupRoomTest {

    /** Time soon wraps around: instants are compared by their difference. */
    private static final long START = Long.MAX_VALUE - 50_000_000;

    private final List<String> granted = new ArrayList<>();
    private final Guest a = new Guest("a");
    private final Guest b = new Guest("b");
    private final Guest c = new Guest("c");

    private final class Guest extends EndpointRoom<String, LeaseHandle<String>> {

        private final String name;

        /** What it does with room that it is granted, or others do meanwhile. */
        private Runnable meanwhile = () -> {};

        Guest(String name) {
            super(null, Endpoint.of(name));
            this.name = name;
        }

        @Override
        void granted() {
            granted.add(name);
            meanwhile.run();
        }
    }

    private static GroupRoom room(int maximum) {
        return new GroupRoom(maximum, List.of());
    }

    /** A room of one, which is taken. */
    private static GroupRoom taken() {
        GroupRoom room = room(1);
        assertThat(room.take()).isTrue();
        return room;
    }

    private static void freed(GroupRoom room, int times) {
        for (int i = 0; i < times; i++) {
            room.freed();
        }
    }

    @Test
    void roomIsTakenUpToTheMaximum() {
        GroupRoom room = room(2);
        assertThat(room.take()).isTrue();
        assertThat(room.isFull()).isFalse();
        assertThat(room.take()).isTrue();
        assertThat(room.isFull()).isTrue();
        assertThat(room.take()).isFalse();
        assertThat(room.taken()).isEqualTo(2);
        room.freed();
        assertThat(room.isFull()).isFalse();
        assertThat(room.take()).isTrue();
    }

    @Test
    void asManyMayBeLostAsMayBeOpen() {
        GroupRoom room = room(2);
        room.lost();
        assertThat(room.isFull()).isFalse();
        assertThat(room.take()).isTrue();
        room.lost();
        assertThat(room.isFull()).isTrue();
        assertThat(room.take()).isFalse();
        assertThat(room.lostNow()).isEqualTo(2);
        room.found();
        assertThat(room.isFull()).isFalse();
        assertThat(room.take()).isTrue();
    }

    @Test
    void whoComesFirstIsServedFirstWhateverTheEndpoint() {
        GroupRoom room = taken();
        room.raise(a, 1, START);
        room.raise(b, 1, START);
        room.raise(a, 2, START);
        assertThat(room.isWanted()).isTrue();
        assertThat(room.wanted()).isEqualTo(3);
        freed(room, 3);
        assertThat(granted).containsExactly("a", "b", "a");
        assertThat(room.wanted()).isZero();
        assertThat(room.isWanted()).isFalse();
        assertThat(room.taken()).isOne();
    }

    @Test
    void whoAsksAgainForWhatStandsInTheLineGetsNoMore() {
        GroupRoom room = taken();
        room.raise(a, 2, START);
        room.raise(a, 2, START);
        room.raise(a, 1, START);
        assertThat(room.wanted()).isEqualTo(2);
    }

    @Test
    void whoEntersTheLineBesideFreeRoomIsServedAtOnce() {
        GroupRoom room = room(2);
        room.raise(a, 1, START);
        assertThat(granted).containsExactly("a");
        assertThat(room.taken()).isOne();
        assertThat(room.isWanted()).isFalse();
    }

    @Test
    void nobodyTakesRoomPastTheLine() {
        GroupRoom room = room(2);
        room.lost();
        room.lost();
        room.raise(a, 1, START);
        room.raise(b, 1, START);
        a.meanwhile = () -> {
            assertThat(room.isFull()).isFalse();
            assertThat(room.take()).as("it is for b").isFalse();
        };
        room.found();
        assertThat(granted).containsExactly("a", "b");
        assertThat(room.taken()).isEqualTo(2);
    }

    @Test
    void roomForWhichThereIsNoUseAnyMoreGoesToTheNext() {
        GroupRoom room = taken();
        a.meanwhile = room::giveBack;
        room.raise(a, 1, START);
        room.raise(b, 1, START);
        room.freed();
        assertThat(granted).containsExactly("a", "b");
        assertThat(room.taken()).isOne();
    }

    @Test
    void p5RoomThatWasTakenForAnEndpointIsItsThoughAnErrorStrikesBeforeItHearsOfIt() {
        GroupRoom room = taken();
        a.meanwhile = () -> {
            throw new StackOverflowError("made up");
        };
        room.raise(a, 1, START);
        assertThat(a.isGranted()).isFalse();
        assertThatThrownBy(room::freed).isInstanceOf(StackOverflowError.class);
        assertThat(a.isGranted()).isTrue();
        assertThat(room.taken()).isOne();
        assertThat(room.wanted()).isZero();
        assertThat(a.take()).isTrue();
        assertThat(a.isGranted()).isFalse();
        assertThat(room.taken()).as("it was taken when it was granted").isOne();
    }

    @Test
    void ofAnEndpointsRequestsTheNewestAreWithdrawn() {
        GroupRoom room = taken();
        room.raise(a, 1, START);
        room.raise(b, 1, START);
        room.raise(a, 3, START);
        room.lower(a, 1);
        assertThat(room.wanted()).isEqualTo(2);
        freed(room, 2);
        assertThat(granted).containsExactly("a", "b");
        assertThat(room.isWanted()).isFalse();
    }

    @Test
    void whoWasServedIsNotWithdrawnAndWhoWasNotIs() {
        GroupRoom room = taken();
        room.raise(a, 3, START);
        room.freed();
        assertThat(granted).containsExactly("a");
        room.lower(a, 0);
        assertThat(room.wanted()).isZero();
        assertThat(room.isWanted()).isFalse();
        room.raise(a, 2, START);
        room.lower(a, 1);
        assertThat(room.wanted()).isOne();
        room.freed();
        assertThat(granted).containsExactly("a", "a");
        assertThat(room.isWanted()).isFalse();
    }

    @Test
    void whoLeavesFromTheMiddleOrTheEndLeavesTheOthersInTheirOrder() {
        GroupRoom room = taken();
        room.raise(a, 1, START);
        room.raise(b, 1, START);
        room.raise(c, 1, START);
        room.lower(b, 0);
        room.lower(c, 0);
        room.raise(b, 1, START);
        freed(room, 2);
        assertThat(granted).containsExactly("a", "b");
        assertThat(room.isWanted()).isFalse();
    }

    @Test
    void whoLeavesTheHeadOfTheLineLeavesItToTheNext() {
        GroupRoom room = taken();
        room.raise(a, 1, START);
        room.raise(b, 1, START);
        room.lower(a, 0);
        room.freed();
        assertThat(granted).containsExactly("b");
    }

    @Test
    void whatComesBackIsOwedToWhoHasWaitedForLongerThanTheHundredMillisecondsOfPatience() {
        GroupRoom room = taken();
        assertThat(room.isOwedBefore(null, START)).isFalse();
        room.raise(a, 1, START);
        assertThat(room.isOwedBefore(null, START + GroupRoom.PATIENCE)).isFalse();
        assertThat(room.isOwedBefore(null, START + GroupRoom.PATIENCE + 1)).isTrue();
    }

    @Test
    void whatComesBackIsOwedBeforeTheOwnEndpointsFirstOnlyIfThatCameLater() {
        GroupRoom room = taken();
        room.raise(a, 1, START);
        long now = START + 2 * GroupRoom.PATIENCE;
        assertThat(room.isOwedBefore(new Waiter(Thread.currentThread(), START), now))
                .isFalse();
        assertThat(room.isOwedBefore(new Waiter(Thread.currentThread(), START + 1), now))
                .isTrue();
    }

    @Test
    void nothingIsOwedWhereWhatIsOnItsWayOutWillServe() {
        GroupRoom room = taken();
        room.raise(a, 1, START);
        long now = START + 2 * GroupRoom.PATIENCE;
        room.leaving();
        assertThat(room.isOwedBefore(null, now)).isFalse();
        room.left();
        assertThat(room.isOwedBefore(null, now)).isTrue();
    }

    @Test
    void nothingIsOwedWhereNothingMayBeOpened() {
        GroupRoom room = taken();
        room.raise(a, 1, START);
        room.lost();
        assertThat(room.isOwedBefore(null, START + 2 * GroupRoom.PATIENCE)).isFalse();
    }
}
