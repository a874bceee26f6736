package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.TaskRunner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasksTest {

    /** Holds what it is given until the test runs it; refuses while there is no thread. */
    private static final class HeldTasks implements TaskRunner {

        final Deque<Runnable> held = new ArrayDeque<>();
        boolean threadless;

        @Override
        public void execute(Runnable task) {
            if (threadless) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            held.add(task);
        }

        @Override
        public Registration register(Upkeep upkeep) {
            throw new AssertionError("not asked for here");
        }
    }

    private final HeldTasks runner = new HeldTasks();
    private final Tasks tasks = new Tasks(runner, 3, null);
    private final List<Integer> ran = new ArrayList<>();

    private void submit(int count) {
        for (int i = 1; i <= count; i++) {
            int number = i;
            tasks.execute(() -> ran.add(number));
        }
    }

    @Test
    void aPoolUsesNoMoreWorkersThanItsBound() {
        submit(10);
        assertThat(runner.held).hasSize(3);
    }

    @Test
    void whatWaitsRunsInOrderOnTheWorkersThereAre() {
        submit(6);
        runner.held.poll().run();
        assertThat(ran).containsExactly(1, 4, 5, 6);
    }

    @Test
    void aTaskThatFailsStopsNoOther() {
        tasks.execute(() -> {
            throw new IllegalStateException("the listener's");
        });
        submit(1);
        runner.held.poll().run();
        runner.held.poll().run();
        assertThat(ran).containsExactly(1);
    }

    @Test
    void aTaskThatFoundNoThreadIsTriedAgain() {
        runner.threadless = true;
        submit(1);
        runner.threadless = false;
        tasks.startQueued();
        runner.held.poll().run();
        assertThat(ran).containsExactly(1);
    }

    @Test
    void aLargerBoundStartsWhatWaits() {
        submit(10);
        tasks.limit(5);
        assertThat(runner.held).hasSize(5);
    }
}
