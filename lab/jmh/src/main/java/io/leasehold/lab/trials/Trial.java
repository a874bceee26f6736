package io.leasehold.lab.trials;

import io.leasehold.lab.peers.Backend;
import io.leasehold.lab.peers.PoolContestant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that is done once with a pool and measured. Immutable. */
public interface Trial {
    /** What names it in a forked JVM. */
    String id();

    String title();

    /** What is done, in a sentence or two for the reader of the table. */
    String about();

    List<Column> columns();

    List<PoolContestant> contestants(boolean wide);

    /** In the forked JVM: a value for each column. */
    double[] measure(PoolContestant contestant, Order order) throws Exception;

    /** What Leasehold was to reach and whether it did, a sentence each. */
    List<String> verdict(Field field);

    /** Whether it needs a database server that the forks share. */
    default boolean needsServer() {
        return false;
    }

    /**
     * Everything a fork is told.
     *
     * @param backend of a trial that needs a server
     */
    record Order(
            String trial,
            String contestant,
            Tempo tempo,
            @Nullable Backend backend) {}
}
