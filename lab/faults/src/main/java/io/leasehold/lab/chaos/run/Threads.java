package io.leasehold.lab.chaos.run;

/** The threads that a fault wants its workers to be. */
public enum Threads {
    PLATFORM,
    VIRTUAL,
    /** The seed says which. */
    EITHER
}
