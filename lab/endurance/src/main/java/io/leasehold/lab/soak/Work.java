package io.leasehold.lab.soak;

import java.util.SplittableRandom;

/** One part of the library at work. Steps come from many threads at once; nobody steps while it is brought to rest. */
interface Work extends AutoCloseable {
    /** Uses it once, well or badly; refusals and errors that belong to such a use are counted, not thrown. */
    void step(SplittableRandom random) throws Exception;

    /** Lets go of all that its steps left lying about. */
    void letGo();

    /** Whether it is as it was before its first step, but for what it may keep open. */
    boolean isAtRest();

    @Override
    void close();
}
