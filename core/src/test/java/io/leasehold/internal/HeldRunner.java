package io.leasehold.internal;

import io.leasehold.spi.TaskRunner;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds work until the test runs it, unless there is no thread for it, and never runs upkeep, but counts how often it is woken. For
 * the thread of one test.
 */
final class HeldRunner implements TaskRunner {

    final Deque<Runnable> held = new ArrayDeque<>();
    boolean threadless;

    /** What happens once, when upkeep is registered next. */
    Runnable whenRegistered = () -> {};

    /** What happens whenever a registration is closed. */
    Runnable whenClosed = () -> {};

    int woken;

    @Override
    public void execute(Runnable task) {
        if (threadless) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        held.add(task);
    }

    @Override
    public Registration register(Upkeep upkeep) {
        Runnable happens = whenRegistered;
        whenRegistered = () -> {};
        happens.run();
        return new Registration() {
            @Override
            public void wake() {
                woken++;
            }

            @Override
            public void close() {
                whenClosed.run();
            }
        };
    }

    @Override
    public boolean runsByItself() {
        return false;
    }

    void runNext() {
        held.remove().run();
    }

    void runAll() {
        while (!held.isEmpty()) {
            runNext();
        }
    }
}
