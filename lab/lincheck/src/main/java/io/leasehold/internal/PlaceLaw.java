package io.leasehold.internal;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** One place, its moves in any order from any thread. Public for Lincheck alone. */
@Param(name = "generation", gen = IntGen.class, conf = "0:2")
public class PlaceLaw {
    @SuppressWarnings("NullAway") // none of these moves asks the pool for anything
    private final Place<String> place = new Place<>(null, "", 1, PlaceWord.IDLE);

    /** Gives the generation of the lease, or -1 if the place is not free. */
    @Operation
    public int acquire() {
        long word = place.word();
        boolean free = PlaceWord.status(word) == PlaceWord.IDLE && place.lend(word, PlaceWord.token(word, true));
        return free ? (int) PlaceWord.generation(word) : -1;
    }

    /** The owner's quick return. */
    @Operation
    public boolean giveBack(@Param(name = "generation") int generation) {
        return place.giveBack(token(generation));
    }

    /** A whole call of another thread. */
    @Operation
    public boolean call(@Param(name = "generation") int generation) {
        if (!place.enterForeign(token(generation))) {
            return false;
        }
        place.leaveForeign();
        return true;
    }

    /** Ends the lease for good; the resource is destroyed. */
    @Operation
    public boolean revoke(@Param(name = "generation") int generation) {
        return place.startEnding(token(generation)) != -1;
    }

    /** Retires the place if it is free. */
    @Operation
    public boolean retireIdle() {
        long word = place.word();
        return PlaceWord.status(word) == PlaceWord.IDLE && place.condemn(word);
    }

    private static long token(int generation) {
        return PlaceWord.token(generation * PlaceWord.ONE_GENERATION, true);
    }
}
