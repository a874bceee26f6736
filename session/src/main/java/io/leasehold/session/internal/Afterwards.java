package io.leasehold.session.internal;

import java.util.ArrayList;
import java.util.List;

/** What a change of the registry's state brings about and must not happen under its lock. For one change, on its thread. */
final class Afterwards {

    private final List<Runnable> work = new ArrayList<>(4);

    void then(Runnable next) {
        work.add(next);
    }

    void run() {
        work.forEach(Runnable::run);
    }
}
