package io.leasehold.session.internal;

import java.util.ArrayList;
import java.util.List;

/** What a change of the registry's state brings about and must not happen under its lock. For one change, on its thread. */
final class Afterwards {

    private final List<Runnable> work = new ArrayList<>(4);

    void then(Runnable next) {
        work.add(next);
    }

    /** Does all of it, whatever a part of it throws, and then throws the first failure; the others are suppressed in it. */
    void run() {
        Throwable first = null;
        for (Runnable next : work) {
            try {
                next.run();
            } catch (Throwable e) {
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            Afterwards.<RuntimeException>rethrow(first);
        }
    }

    /** As it is, also where a runner or a logger is of a language that knows no checked exceptions. */
    @SuppressWarnings("unchecked") // the cast is none at run time
    private static <E extends Throwable> void rethrow(Throwable failure) throws E {
        throw (E) failure;
    }
}
