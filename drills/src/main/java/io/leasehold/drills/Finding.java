package io.leasehold.drills;

/**
 * One law, held against the evidence. Immutable.
 *
 * @param held whether the law held
 * @param law what must be so, whichever pool is looked at
 * @param seen what was so
 */
public record Finding(boolean held, String law, String seen) {}
