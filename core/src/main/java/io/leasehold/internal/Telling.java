package io.leasehold.internal;

import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Has logs, recorders and listeners be told of something, between two steps of which both must be taken: whatever they throw, be it an
 * error, it ends here. Holds nothing; safe for any thread.
 */
public final class Telling {

    private Telling() {}

    /** Tells, or does not. */
    public static void tell(Runnable telling) {
        try {
            telling.run();
        } catch (Throwable untold) {
            // a log that throws, or memory that is short: there is nobody else to tell
        }
    }

    /** Logs an error, without what it says of secrets; takes no memory before it is guarded. */
    static void error(Logger log, String what, Throwable why) {
        try {
            log.error(what, Wordless.of(why));
        } catch (Throwable untold) {
            // as above
        }
    }

    /** As {@link #error(Logger, String, Throwable)}, of a pool whose name stands where the text has braces. */
    public static void error(Logger log, String what, String pool, Throwable why) {
        try {
            log.error(what, pool, Wordless.of(why));
        } catch (Throwable untold) {
            // as above
        }
    }

    /** What a factory says of what it made; one that cannot say keeps nobody from being told the rest. */
    public static String name(Supplier<String> said) {
        try {
            return said.get();
        } catch (Throwable e) {
            return "of a factory that cannot name it: " + e.getClass().getName();
        }
    }
}
