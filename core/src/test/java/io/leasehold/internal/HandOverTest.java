package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The rule by its figures: four places, and time as written. */
class HandOverTest {

    private static final long MS = 1_000_000;

    private final Places<String> places = new Places<>();
    private final HandOver handOver = new HandOver(places, 0);

    HandOverTest() {
        for (int i = 0; i < 4; i++) {
            places.add(new Place<>(null, "resource", i, PlaceWord.IDLE));
        }
    }

    private static Waiter arrived(long at, int position) {
        Waiter waiter = new Waiter(Thread.currentThread(), at);
        waiter.position = position;
        return waiter;
    }

    /** So many leases end, evenly over the places. */
    private void leasesEnd(int count) {
        for (int i = 0; i < count; i++) {
            Place<String> place = places.all()[i % 4];
            long idle = place.word();
            place.lend(idle, PlaceWord.token(idle, false));
            place.giveBack(PlaceWord.withStatus(idle, PlaceWord.LEASED));
        }
    }

    @Test
    void aYoungHeadDoesNotStopARunningThread() {
        assertThat(handOver.isDue(arrived(0, 1), 4 * MS)).isFalse();
    }

    @Test
    void aHeadOlderThanFiveMillisecondsIsHandedThePlace() {
        assertThat(handOver.isDue(arrived(0, 1), 5 * MS)).isFalse();
        assertThat(handOver.isDue(arrived(0, 1), 5 * MS + 1)).isTrue();
    }

    @Test
    void aLongLineIsPatientForTwiceItsTurn() {
        leasesEnd(100);
        handOver.sample(20 * MS);
        assertThat(handOver.isDue(arrived(0, 500), 199 * MS))
                .as("500 x 0.2 ms x 2 = 200 ms")
                .isFalse();
        assertThat(handOver.isDue(arrived(0, 500), 201 * MS)).isTrue();
    }

    @Test
    void handingOverIsDoneAtOnceWhereItIsCheap() {
        leasesEnd(4);
        handOver.sample(40 * MS);
        settleLatencyAt(1_100_000);
        assertThat(handOver.isDue(arrived(40 * MS, 1), 40 * MS))
                .as("1.1 of 38.9 ms is 2.8 %")
                .isTrue();
        settleLatencyAt(1_200_000);
        assertThat(handOver.isDue(arrived(40 * MS, 1), 40 * MS))
                .as("1.2 of 38.8 ms is 3.1 %")
                .isFalse();
    }

    @Test
    void threePercentIsCheap() {
        leasesEnd(40);
        handOver.sample(20_600_000);
        handOver.woke(100_000);
        assertThat(handOver.isDue(arrived(20_600_000, 1), 20_600_000))
                .as("0.06 of 4 x 0.515 - 0.06 = 2 ms is 3 %")
                .isTrue();
    }

    @Test
    void tauComesFromTheWholePoolAndIsReadAtMostEveryTwentyMilliseconds() {
        leasesEnd(100);
        handOver.sample(20 * MS);
        leasesEnd(1);
        handOver.sample(39 * MS);
        assertThat(handOver.isDue(arrived(0, 500), 199 * MS))
                .as("19 ms later nothing was read")
                .isFalse();
    }

    @Test
    void tauIsThatOfTheTimeSinceItWasLastRead() {
        leasesEnd(100);
        handOver.sample(20 * MS);
        leasesEnd(100);
        handOver.sample(40 * MS);
        assertThat(handOver.isDue(arrived(0, 500), 199 * MS))
                .as("0.2 ms as before")
                .isFalse();
    }

    @Test
    void whereNoLeaseEndedTauStandsAsItWas() {
        leasesEnd(100);
        handOver.sample(20 * MS);
        handOver.sample(40 * MS);
        assertThat(handOver.isDue(arrived(40 * MS, 1), 40 * MS))
                .as("0.05 of 0.75 ms is not cheap")
                .isFalse();
        assertThat(handOver.isDue(arrived(0, 500), 201 * MS)).isTrue();
    }

    private void settleLatencyAt(long nanos) {
        for (int i = 0; i < 100; i++) {
            handOver.woke(nanos);
        }
    }
}
