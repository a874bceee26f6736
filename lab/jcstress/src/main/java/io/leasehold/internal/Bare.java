package io.leasehold.internal;

/** Places without a pool, for laws about the word and the owner's mark alone. */
final class Bare {
    /** The token of every lease made here: generation 7, LEASED. */
    static final long TOKEN = PlaceWord.token(7 * PlaceWord.ONE_GENERATION, true);

    static final long IDLE = 7 * PlaceWord.ONE_GENERATION;

    /** The token of the lease after it. */
    static final long NEXT = PlaceWord.token(8 * PlaceWord.ONE_GENERATION, true);

    private Bare() {}

    static Place<Counter> leased() {
        return at(TOKEN);
    }

    static Place<Counter> idle() {
        return at(IDLE);
    }

    /** None of the moves under test asks the pool for anything. */
    @SuppressWarnings("NullAway")
    static Place<Counter> at(long word) {
        Place<Counter> place = new Place<>(null, new Counter(), 1, word);
        place.grant(TOKEN);
        return place;
    }

    static Waiter waiter() {
        return new Waiter(Thread.currentThread(), 0);
    }

    /** A resource as thread-unsafe as a connection. */
    static final class Counter {
        int calls;
    }
}
