package io.leasehold.spi;

/** What an error seen in a call means for the resource. */
public enum Verdict {
    /** The resource is as good as before. */
    KEEP,
    /** The lease goes on, but what the resource would answer next is not known: it is destroyed on return. */
    RETIRE_ON_RETURN,
    /** The resource is broken: the lease ends with the outermost call, and the resource is destroyed. */
    RETIRE,
    /** As {@link #RETIRE}, and those that were opened before it may be dead as well: they are checked before they are lent. */
    RETIRE_AND_SUSPECT_SIBLINGS
}
