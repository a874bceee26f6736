package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The array of places, by one thread. */
class PlacesTest {

    private final Places<String> places = new Places<>();

    private Place<String> added(long id) {
        Place<String> place = new Place<>(null, "resource", id, PlaceWord.IDLE);
        places.add(place);
        return place;
    }

    private static void leaseEnds(Place<String> place) {
        long idle = place.word();
        long token = PlaceWord.token(idle, false);
        assertThat(place.lend(idle, token) && place.giveBack(token)).isTrue();
    }

    @Test
    void placesStandInTheOrderTheyCameIn() {
        Place<String> one = added(1);
        Place<String> two = added(2);
        Place<String> three = added(3);
        assertThat(places.all()).containsExactly(one, two, three);
        assertThat(places.lendable()).containsExactly(one, two, three);
        assertThat(places.size()).isEqualTo(3);
    }

    @Test
    void aPlaceIsTakenOutOnceAndLeavesTheOthersInOrder() {
        Place<String> one = added(1);
        Place<String> two = added(2);
        Place<String> three = added(3);
        assertThat(places.remove(two)).isTrue();
        assertThat(places.remove(two)).isFalse();
        assertThat(places.all()).containsExactly(one, three);
        assertThat(places.remove(one)).isTrue();
        assertThat(places.remove(three)).isTrue();
        assertThat(places.lendable()).isEmpty();
    }

    @Test
    void whoReadsTheArrayItHadIsNotDisturbed() {
        Place<String> one = added(1);
        Place<String>[] before = places.all();
        added(2);
        assertThat(before).containsExactly(one);
    }

    @Test
    void whileNothingIsLentAcquirersSeeNoPlaceAndNoneIsForgotten() {
        Place<String> one = added(1);
        places.lendIf(() -> false);
        Place<String> two = added(2);
        assertThat(places.lendable()).isEmpty();
        assertThat(places.all()).containsExactly(one, two);
        places.lendIf(() -> true);
        assertThat(places.lendable()).containsExactly(one, two);
    }

    @Test
    void leasesOfPlacesThatAreGoneStillCount() {
        Place<String> one = added(1);
        Place<String> two = added(2);
        assertThat(places.generations()).isZero();
        leaseEnds(one);
        leaseEnds(one);
        leaseEnds(two);
        assertThat(places.generations()).isEqualTo(3);
        places.remove(one);
        assertThat(places.generations()).isEqualTo(3);
        leaseEnds(two);
        assertThat(places.generations()).isEqualTo(4);
        places.remove(two);
        assertThat(places.generations()).isEqualTo(4);
    }
}
