package io.leasehold.drills;

import java.util.List;

/**
 * One incident as a program: it injects the fault, records what happens, and judges what was recorded. Stateless; a run
 * has a {@link Stage} of its own.
 *
 * @param <S> what it needs to happen on
 */
public sealed interface Drill<S extends Stage> permits DatabaseDrill, ServiceDrill {

    /** As the command line has it. */
    String name();

    /** What happened to people, in one line. */
    String incident();

    /**
     * Runs the incident and judges it. The judgement reads the recorded facts alone; it does not know what they are about.
     *
     * @return one finding for each law, never empty
     * @throws CannotInjectException if the fault cannot be injected here
     * @throws Exception if the drill breaks off, which is a failure
     */
    List<Finding> run(S stage) throws Exception;
}
