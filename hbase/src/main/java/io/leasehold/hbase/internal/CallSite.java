package io.leasehold.hbase.internal;

import java.util.function.Predicate;

/** The frame of the code that uses this module. Stateless. */
final class CallSite {
    private static final Predicate<String> OURS =
            name -> name.startsWith("io.leasehold.hbase.") || name.startsWith("io.leasehold.internal.");

    private CallSite() {}

    /** As a stack trace shows it; costs a microsecond or two. */
    static String ofCaller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !OURS.test(frame.getClassName()))
                        .findFirst()
                        .map(frame -> frame.toStackTraceElement().toString())
                        .orElse("unknown"));
    }
}
