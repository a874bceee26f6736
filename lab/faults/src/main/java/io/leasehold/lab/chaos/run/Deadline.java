package io.leasehold.lab.chaos.run;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether a worker's acquires come back in time. For the thread that made it. */
final class Deadline implements AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** P4: what an acquire may take beyond its timeout, on a thread of the system and on a virtual one. */
    private static final long LATE = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long LATE_VIRTUAL = TimeUnit.MILLISECONDS.toNanos(200);

    private final long allowed;
    private final Metronome metronome;
    private final Processor processor;
    private long began;
    private OptionalLong waitedBefore = OptionalLong.empty();

    Deadline(Schedule schedule, Metronome metronome) {
        this.allowed = schedule.pool().acquireTimeout().toNanos() + (schedule.virtual() ? LATE_VIRTUAL : LATE);
        this.metronome = metronome;
        this.processor = Processor.ofThisThread(schedule.virtual());
    }

    /** An acquire begins now; gives the time. */
    long begin() {
        waitedBefore = processor.waited();
        began = System.nanoTime();
        return began;
    }

    /** Says by how much it is too late, what is excused apart; null if it is not. */
    @Nullable String late() {
        long over = System.nanoTime() - began - allowed;
        if (over <= 0) {
            return null;
        }
        OptionalLong waited = processor.waited();
        long excuse =
                waited.isPresent() ? metronome.excuse(waited.getAsLong() - waitedBefore.orElse(0)) : metronome.excuse();
        if (over <= excuse) {
            return null;
        }
        return over / NANOS_PER_MILLI + " ms later than may be, of which " + excuse / NANOS_PER_MILLI
                + " ms are the machine's";
    }

    @Override
    public void close() throws IOException {
        processor.close();
    }
}
