package io.leasehold.internal;

import io.leasehold.spi.LeaseHandle;

/** Lets the tests of adapters see how many calls are inside a handle's place. */
public final class PlaceProbe {

    private PlaceProbe() {}

    /** The calls inside, the owner's, whose mark counts them as the word does, and those of other threads. */
    public static int callsInside(LeaseHandle<?> handle) {
        Place<?> place = HandleAccess.get().place(handle);
        int own = PlaceWord.sameGeneration(place.mark, place.word()) ? PlaceWord.calls(place.mark) : 0;
        return own + PlaceWord.calls(place.word());
    }

    /** Whether the lease as it stands asks for a reset. */
    public static boolean asksForReset(LeaseHandle<?> handle) {
        return HandleAccess.get().place(handle).needsReset;
    }

    /** Whether the lease as it stands is one whose raw resource left the handle's sight. */
    public static boolean isGivenOut(LeaseHandle<?> handle) {
        return HandleAccess.get().place(handle).givenOut;
    }

    /** What an error has demanded of the lease, in words; {@code nothing} if none has. */
    public static String demandOf(LeaseHandle<?> handle) {
        Condemnation condemned = HandleAccess.get().place(handle).condemned;
        return condemned == null ? "nothing" : condemned.reason().name();
    }
}
