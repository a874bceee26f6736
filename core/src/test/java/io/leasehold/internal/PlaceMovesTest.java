package io.leasehold.internal;

import static io.leasehold.internal.PlaceWord.CHECKING;
import static io.leasehold.internal.PlaceWord.DEAD;
import static io.leasehold.internal.PlaceWord.ENDING;
import static io.leasehold.internal.PlaceWord.IDLE;
import static io.leasehold.internal.PlaceWord.LEASED;
import static io.leasehold.internal.PlaceWord.RETIRING;
import static io.leasehold.internal.PlaceWord.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The table of moves: each is tried from every status, and only the ones drawn in {@link Place} may succeed. */
class PlaceMovesTest {

    private static final List<Integer> ALL = List.of(IDLE, LEASED, SHARED, ENDING, CHECKING, RETIRING, DEAD);
    private static final long GENERATION = 41;

    private static long word(int status) {
        return (GENERATION << 12) | status;
    }

    private static Place<String> place(long word) {
        return new Place<>(null, "resource", 1, word);
    }

    private static Place<String> granted(long word) {
        Place<String> place = place(word);
        place.grant(PlaceWord.tokenOf(word));
        return place;
    }

    @Test
    void onlyTheDrawnMovesSucceed() {
        Map<String, Predicate<Place<String>>> moves = Map.of(
                "lend", place -> place.lend(word(IDLE), word(LEASED)),
                "giveBack", place -> place.giveBack(word(LEASED)),
                "handOver", place -> place.handOver(word(LEASED), word(LEASED)),
                "startEnding", place -> place.startEnding(word(LEASED)) >= 0,
                "startCheck", place -> place.startCheck(word(IDLE)),
                "passCheck", place -> place.passCheck(word(CHECKING), word(LEASED)),
                "condemn", place -> place.condemn(word(ENDING)),
                "goOn", place -> place.goOn(word(LEASED), word(LEASED)),
                "enterOwner", place -> granted(place.word()).enterOwner(word(LEASED)) >= 0,
                "enterForeign", place -> place.enterForeign(word(LEASED)));
        Map<String, List<Integer>> allowed = Map.of(
                "lend", List.of(IDLE),
                "giveBack", List.of(LEASED),
                "handOver", List.of(LEASED),
                "startEnding", List.of(LEASED, SHARED),
                "startCheck", List.of(IDLE),
                "passCheck", List.of(CHECKING),
                "condemn", List.of(ENDING),
                "goOn", List.of(ENDING),
                "enterOwner", List.of(LEASED),
                "enterForeign", List.of(LEASED, SHARED));
        moves.forEach((name, move) -> {
            for (int from : ALL) {
                assertThat(move.test(place(word(from))))
                        .as("%s from %s", name, PlaceWord.text(word(from)))
                        .isEqualTo(allowed.get(name).contains(from));
            }
        });
    }

    @Test
    void whatIsRetiringIsDeadOnceItIsGoneAndNothingElseIs() {
        for (int from : ALL) {
            Place<String> place = place(word(from));
            place.bury();
            assertThat(place.status()).isEqualTo(from == RETIRING ? DEAD : from);
            assertThat(PlaceWord.generation(place.word())).isEqualTo(GENERATION);
        }
    }

    @Test
    void aPlaceIsOpenUntilItIsRetired() {
        for (int status : ALL) {
            assertThat(place(word(status)).isOpen()).isEqualTo(status != RETIRING && status != DEAD);
        }
    }

    @Test
    void noMoveSucceedsForALeaseOfAnotherGeneration() {
        long stale = ((GENERATION - 1) << 12) | LEASED;
        for (int status : ALL) {
            Place<String> place = place(word(status));
            assertThat(place.giveBack(stale)).isFalse();
            assertThat(place.handOver(stale, stale)).isFalse();
            assertThat(place.startEnding(stale)).isNegative();
            assertThat(place.enterOwner(stale)).isNegative();
            assertThat(place.enterForeign(stale)).isFalse();
            assertThat(place.word()).isEqualTo(word(status));
        }
    }

    @Test
    void aReturnBeginsTheNextGeneration() {
        Place<String> place = place(word(LEASED));
        place.giveBack(word(LEASED));
        assertThat(place.word()).isEqualTo(((GENERATION + 1) << 12) | IDLE);
    }

    @Test
    void theFirstForeignCallMakesTheLeaseSharedForGood() {
        Place<String> place = granted(word(LEASED));
        assertThat(place.enterForeign(word(LEASED))).isTrue();
        place.leaveForeign();
        assertThat(place.status()).isEqualTo(SHARED);
        assertThat(PlaceWord.calls(place.word())).isZero();
        assertThat(place.giveBack(word(LEASED)))
                .as("the owner's short return must notice")
                .isFalse();
        assertThat(place.enterOwner(word(LEASED)))
                .as("the owner must enter as any other")
                .isNegative();
    }

    @Test
    void endingKeepsTheCountOfCallsInside() {
        Place<String> place = place(word(LEASED));
        place.enterForeign(word(LEASED));
        place.enterForeign(word(LEASED));
        long left = place.startEnding(word(LEASED));
        assertThat(PlaceWord.calls(left)).isEqualTo(2);
        assertThat(PlaceWord.calls(place.leaveForeign())).isEqualTo(1);
        assertThat(place.enterForeign(word(LEASED))).isFalse();
    }

    @Test
    void theTwoHundredAndFiftySixthForeignCallIsRefusedAndTheCountDoesNotCarry() {
        Place<String> place = place(word(LEASED));
        for (int call = 0; call < 255; call++) {
            assertThat(place.enterForeign(word(LEASED))).isTrue();
        }
        assertThatThrownBy(() -> place.enterForeign(word(LEASED)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("acquire one for each thread");
        assertThat(PlaceWord.generation(place.word())).isEqualTo(GENERATION);
    }

    @Test
    void theOwnersMarkCountsTheCallsItIsInsideOf() {
        Place<String> place = granted(word(LEASED));
        assertThat(place.enterOwner(word(LEASED))).isZero();
        assertThat(place.enterOwner(word(LEASED))).isEqualTo(1);
        place.leaveOwner(word(LEASED), 1);
        assertThat(place.ownerInside(word(LEASED))).isTrue();
        place.leaveOwner(word(LEASED), 0);
        assertThat(place.ownerInside(word(LEASED))).isFalse();
    }

    @Test
    void aCallInsideMoreCallsThanTheMarkCountsEntersThroughTheWord() {
        Place<String> place = granted(word(LEASED));
        for (int outer = 0; outer < 255; outer++) {
            assertThat(place.enterOwner(word(LEASED))).isEqualTo(outer);
        }
        assertThat(place.enterOwner(word(LEASED))).isNegative();
        assertThat(PlaceWord.calls(place.mark)).isEqualTo(255);
        assertThat(PlaceWord.generation(place.mark)).isEqualTo(GENERATION);
    }

    @Test
    void aRefusedOwnerLeavesNoMark() {
        Place<String> place = granted(word(ENDING));
        assertThat(place.enterOwner(word(LEASED))).isNegative();
        assertThat(place.ownerInside(word(LEASED))).isFalse();
    }

    /** What an owner writes that read its word before the end and the fence after it; the law in lab/races finds such a one. */
    @Test
    void anotherOwnersMarkIsTakenForACallInsideAndSendsTheOwnerThroughTheWord() {
        Place<String> place = granted(word(LEASED));
        long stale = ((GENERATION - 1) << 12) | LEASED;
        place.leaveOwner(stale, 0);
        assertThat(place.ownerInside(word(LEASED)))
                .as("its owner may have been inside when it was written over")
                .isTrue();
        assertThat(place.enterOwner(word(LEASED)))
                .as("what it would leave behind could hide a call around it")
                .isNegative();
        assertThat(place.mark).isEqualTo(stale);
    }

    @Test
    void aLeaseGoesOnFromItsEndAndFromNothingElse() {
        long fenced = PlaceWord.token(word(IDLE), true);
        long next = PlaceWord.token(PlaceWord.next(fenced, LEASED), true);
        Place<String> place = place(fenced);
        assertThat(place.goOn(fenced, next)).as("it has not ended").isFalse();
        long ended = place.startEnding(fenced);
        assertThat(place.goOn(ended, next)).isTrue();
        assertThat(place.word()).isEqualTo(next);
        place = place(fenced);
        ended = place.startEnding(fenced);
        assertThat(place.condemn(place.word())).isTrue();
        assertThat(place.goOn(ended, next)).as("its reset was cut off").isFalse();
    }

    @Test
    void whetherALeaseIsFencedStandsInItsTokenUntilItEnds() {
        long fenced = PlaceWord.token(word(IDLE), true);
        Place<String> place = place(fenced);
        place.enterForeign(fenced);
        assertThat(PlaceWord.isFenced(place.startEnding(fenced))).isTrue();
        place = place(fenced);
        place.giveBack(fenced);
        assertThat(PlaceWord.isFenced(place.word()))
                .as("the next lease is what the pool then lends")
                .isFalse();
    }

    @Test
    void aLeaseIsSharedFromTheFirstForeignCallOnUntilItsPlaceIsLentAgain() {
        Place<String> place = granted(word(LEASED));
        assertThat(place.isSharedLeaseOf(word(LEASED))).isFalse();
        place.enterForeign(word(LEASED));
        place.leaveForeign();
        assertThat(place.isSharedLeaseOf(word(LEASED))).isTrue();
        long next = word(LEASED) + (1L << 12);
        assertThat(place.isSharedLeaseOf(next)).isFalse();
    }

    @Test
    void aWordIsToldByItsStatusItsGenerationAndTheCallsInside() {
        Place<String> place = place(word(LEASED));
        place.enterForeign(word(LEASED));
        assertThat(PlaceWord.text(place.word())).isEqualTo("SHARED generation 41 foreign calls 1");
    }
}
