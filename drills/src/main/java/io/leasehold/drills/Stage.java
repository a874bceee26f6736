package io.leasehold.drills;

import java.util.List;

/**
 * Where one drill runs on one contestant: what is under test, and the means to inject the fault and to look on. Opened and closed by
 * one thread.
 */
public interface Stage extends AutoCloseable {

    /** What is under test: its name and version. */
    String contestant();

    /** Its settings in this run, each as {@code name = value}. */
    List<String> settings();

    /** Ends whatever the drill left behind. */
    @Override
    void close() throws Exception;
}
