package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RetireReason;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What stands against lending a resource on as it is, by one thread. */
class PlaceDemandsTest {

    private static final Condemnation ON_RETURN = new Condemnation(RetireReason.UNKNOWN_STATE, null, false, false);
    private static final Condemnation AT_ONCE = new Condemnation(RetireReason.BROKEN, null, true, false);

    private final Place<String> place = leased();

    private static Place<String> leased() {
        return new Place<>(null, "resource", 1, PlaceWord.LEASED);
    }

    @Test
    void aLeaseIsPlainWhileNothingStandsAgainstLendingItsResourceOn() {
        List<Consumer<Place<String>>> reasons = List.of(
                Place::markForReset,
                Place::markGivenOut,
                it -> it.demand(ON_RETURN),
                it -> it.order = new RetireOrder(RetireReason.RETIRE_ALL));
        assertThat(place.isPlain()).isTrue();
        for (Consumer<Place<String>> reason : reasons) {
            Place<String> marked = leased();
            reason.accept(marked);
            assertThat(marked.isPlain()).isFalse();
        }
    }

    @Test
    void aPlaceIsCondemnedFromTheFirstDemandOn() {
        assertThat(place.isCondemned()).isFalse();
        place.demand(ON_RETURN);
        assertThat(place.isCondemned()).isTrue();
        assertThat(place.condemned).isSameAs(ON_RETURN);
    }

    @Test
    void aDemandToEndTheLeaseReplacesALesserOne() {
        place.demand(ON_RETURN);
        place.demand(AT_ONCE);
        assertThat(place.condemned).isSameAs(AT_ONCE);
    }

    @Test
    void noDemandReplacesOneAsGraveOrGraver() {
        place.demand(ON_RETURN);
        place.demand(new Condemnation(RetireReason.BROKEN, null, false, false));
        assertThat(place.condemned).isSameAs(ON_RETURN);
        place.demand(AT_ONCE);
        place.demand(new Condemnation(RetireReason.BROKEN, new AssertionError("later"), true, false));
        place.demand(ON_RETURN);
        assertThat(place.condemned).isSameAs(AT_ONCE);
    }
}
