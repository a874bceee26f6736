package io.leasehold.drills;

import io.leasehold.drills.pools.PoolNeeds;
import java.util.List;

/**
 * One incident as a program: it injects the fault, records what happens, and judges what was recorded. Stateless; a run
 * has a {@link Stage} of its own.
 */
public interface Drill {

    /** As the command line has it. */
    String name();

    /** What happened to people, in one line. */
    String incident();

    /** What the pool must be like for this drill to say something. */
    PoolNeeds needs();

    /**
     * Runs the incident and judges it. The judgement reads the recorded facts alone; it does not know which pool they are
     * about.
     *
     * @return one finding for each law, never empty
     * @throws CannotInjectException if the fault cannot be injected here
     * @throws Exception if the drill breaks off, which is a failure
     */
    List<Finding> run(Stage stage) throws Exception;
}
