package io.leasehold.internal;

import io.leasehold.RetireReason;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Brings to its end what a thread has left behind that died on its way: of a stack that overflowed between two steps, of no memory. On
 * the housekeeper.
 *
 * <p>Left behind may be a place in a status that only its thread would move it on from: whose lease has ended and that is neither lent
 * on nor retired, that is to be checked by nobody, that is retired and not on its way out. Or a place is idle, and nobody was told; or
 * there is room for the line of a group, and nobody was served. (A lease that nobody took is {@link LeaseUpkeep}'s.)
 *
 * <p>None of it tells whether its thread has died or is slow, and none needs to. A place is condemned by a CAS from the very word that was
 * read, so a thread that was slow finds that it has lost it, as it does where its reset was cut off; a farewell is one, and runs once.
 * A place is left alone until it was seen at two looks in the same status of the same generation, so that this is rare; a reset and a check
 * that run are watched by their own limits. What follows a return, or a grant of room, is done at every upkeep: where it was done
 * before it does nothing but wake the head of a line beside an idle place.
 */
final class LeftBehind<R> {

    /** Longer than any thread is slow, short of a suspended one. */
    private static final long BETWEEN_LOOKS = 10_000_000_000L;

    private static final int FEW = 4;

    private final EnginePool<R, ?> pool;

    /** What the last look found, with its word, less the calls that may leave it still. Mostly nothing, and then it takes no memory. */
    private Map<Place<R>, Long> seen = Map.of();

    private long lookedAt;

    LeftBehind(EnginePool<R, ?> pool) {
        this.pool = pool;
        this.lookedAt = pool.ticker.nanos();
    }

    long upkeep(long now) {
        if (now - lookedAt >= BETWEEN_LOOKS) {
            lookedAt = now;
            look();
        }
        followReturns();
        return seen.isEmpty() ? Long.MAX_VALUE : lookedAt + BETWEEN_LOOKS - now;
    }

    private void look() {
        Map<Place<R>, Long> before = seen;
        Map<Place<R>, Long> found = Map.of();
        for (Place<R> place : pool.places.all()) {
            long word = place.word();
            if (isInBetween(place, word)) {
                Long at = word & ~PlaceWord.CALLS_MASK;
                if (found.isEmpty()) {
                    found = new IdentityHashMap<>(FEW);
                    // at once: an error may strike before the last place was looked at
                    seen = found;
                }
                found.put(place, at);
                if (at.equals(before.get(place))) {
                    bringToItsEnd(place, word);
                }
            }
        }
        seen = found;
    }

    /** Whether somebody is to move the place on, who is not watched otherwise. What was just opened is told before it is lent. */
    private boolean isInBetween(Place<R> place, long word) {
        return switch (PlaceWord.status(word)) {
            case PlaceWord.ENDING -> !isBeingReset(place, word);
            case PlaceWord.CHECKING -> word != PlaceWord.CHECKING && !pool.checks.isRunning(place);
            case PlaceWord.RETIRING, PlaceWord.DEAD -> true;
            default -> false;
        };
    }

    private static boolean isBeingReset(Place<?> place, long word) {
        long running = place.resetting();
        return running != 0 && PlaceWord.sameGeneration(running, word);
    }

    private void bringToItsEnd(Place<R> place, long word) {
        int status = PlaceWord.status(word);
        if (status == PlaceWord.RETIRING || status == PlaceWord.DEAD) {
            pool.destruction.resume(place);
        } else if (place.condemn(word)) {
            pool.destruction.destroy(place, RetireReason.UNKNOWN_STATE, 0, null, true);
        }
    }

    private void followReturns() {
        pool.room.serveAnew();
        for (Place<R> place : pool.places.all()) {
            if (place.status() == PlaceWord.IDLE) {
                pool.afterReturn();
                break;
            }
        }
        if (pool.shutdown.isClosing()) {
            pool.shutdown.somethingEnded();
        }
    }
}
