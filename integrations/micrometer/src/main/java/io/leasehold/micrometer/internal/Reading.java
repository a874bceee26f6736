package io.leasehold.micrometer.internal;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was last read of a source. Safe for any number of threads: whoever finds it too old reads anew, several at once if it so
 * happens, and the last of them stays.
 *
 * <p>A registry asks for each gauge by itself. So that the gauges of one scrape agree with each other, and cost one pass over a pool
 * and not a dozen, they share a reading that is a tenth of a second old at most.
 *
 * @param <P> the source, which is not kept
 * @param <S> what is read
 */
final class Reading<P, S> {

    private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(100);

    private final Function<? super P, ? extends S> read;
    private final Clock clock;
    private volatile @Nullable Taken<S> last;

    Reading(Function<? super P, ? extends S> read, Clock clock) {
        this.read = read;
        this.clock = clock;
    }

    private record Taken<S>(long at, S what) {}

    S of(P source) {
        long now = clock.monotonicTime();
        Taken<S> taken = last;
        if (taken == null || now - taken.at > FRESH) {
            taken = new Taken<>(now, read.apply(source));
            last = taken;
        }
        return taken.what;
    }
}
