package io.leasehold.lab.chaos.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How long a thread of the system has been ready to run and was not let, as Linux counts it. For the thread that made it.
 *
 * <p>A virtual thread has no such count: it waits for its carrier, as the {@link Metronome}'s do.
 */
final class Processor implements AutoCloseable {
    /** Three numbers: nanoseconds on a processor, nanoseconds ready and not on one, and how often it was on one. */
    private static final Path COUNTS = Path.of("/proc/thread-self/schedstat");

    private final byte[] text = new byte[64];
    private final @Nullable RandomAccessFile counts;

    private Processor(@Nullable RandomAccessFile counts) {
        this.counts = counts;
    }

    /** The calling thread's. */
    static Processor ofThisThread(boolean virtual) {
        if (virtual || !Files.isReadable(COUNTS)) {
            return new Processor(null);
        }
        try {
            return new Processor(new RandomAccessFile(COUNTS.toFile(), "r"));
        } catch (IOException notCounted) {
            return new Processor(null);
        }
    }

    /** In nanoseconds, since the thread began; empty where nothing is counted. */
    OptionalLong waited() {
        if (counts == null) {
            return OptionalLong.empty();
        }
        try {
            counts.seek(0);
            int length = counts.read(text);
            String[] numbers = new String(text, 0, length, StandardCharsets.US_ASCII).split(" ", -1);
            return OptionalLong.of(Long.parseLong(numbers[1]));
        } catch (IOException e) {
            throw new IllegalStateException("The processor's counts cannot be read.", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (counts != null) {
            counts.close();
        }
    }
}
