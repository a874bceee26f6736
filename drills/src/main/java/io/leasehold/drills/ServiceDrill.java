package io.leasehold.drills;

import java.util.List;

/** An incident that brings its own services along, on sockets of the loopback interface. */
public non-sealed interface ServiceDrill<S extends Stage> extends Drill<S> {

    /** Leasehold first, then what people write by hand for the same purpose. */
    List<Contestant<S>> contestants();

    /** This drill on Leasehold, and beside it on the others if asked for. */
    default Bout<S> bout(boolean beside) {
        List<Contestant<S>> all = contestants();
        return new Bout<>(this, beside ? all : all.subList(0, 1));
    }
}
