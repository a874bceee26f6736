package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TasksTest {

    private final HeldRunner runner = new HeldRunner();
    private final Tasks tasks = new Tasks(runner, 3, null);
    private final List<Integer> ran = new ArrayList<>();

    private void submit(int count) {
        for (int i = 1; i <= count; i++) {
            submitNumber(i);
        }
    }

    private void submitNumber(int number) {
        tasks.execute(() -> ran.add(number));
    }

    @Test
    void aPoolUsesNoMoreWorkersThanItsBound() {
        submit(10);
        assertThat(runner.held).hasSize(3);
    }

    @Test
    void whatWaitsRunsInOrderOnTheWorkersThereAre() {
        submit(6);
        runner.runNext();
        assertThat(ran).containsExactly(1, 4, 5, 6);
    }

    @Test
    void aTaskThatFailsStopsNoOther() {
        SeenError error = new SeenError();
        tasks.execute(() -> {
            throw error;
        });
        submit(1);
        runner.runAll();
        assertThat(error.isLogged()).isTrue();
        assertThat(ran).containsExactly(1);
    }

    @Test
    void aTaskWhoseErrorCannotBeLoggedStopsNoOtherAndKeepsNoWorker() {
        tasks.execute(() -> {
            throw new IllegalStateException("broken") {
                @Override
                public synchronized Throwable getCause() {
                    throw new UnsupportedOperationException("the cause cannot be told");
                }
            };
        });
        submit(3);
        runner.runAll();
        assertThat(ran).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(tasks.isIdle()).isTrue();
    }

    @Test
    void aTaskThatFoundNoThreadIsTriedAgain() {
        runner.threadless = true;
        submit(1);
        runner.threadless = false;
        tasks.startQueued();
        runner.runAll();
        assertThat(ran).containsExactly(1);
    }

    @Test
    void aTaskThatFoundNoThreadComesBeforeThoseThatCameLaterAndTakesNoWorkerMeanwhile() {
        tasks.limit(1);
        runner.threadless = true;
        submit(2);
        runner.threadless = false;
        submitNumber(3);
        assertThat(runner.held).hasSize(1);
        runner.runAll();
        assertThat(ran).containsExactly(1, 2, 3);
    }

    @Test
    void aLargerBoundStartsWhatWaits() {
        submit(10);
        tasks.limit(5);
        assertThat(runner.held).hasSize(5);
    }

    @Test
    void whatWaitsAndWhatIsDoneIsCounted() {
        assertThat(tasks.isIdle()).isTrue();
        submit(5);
        assertThat(tasks.queued()).isEqualTo(2);
        assertThat(tasks.done()).isZero();
        assertThat(tasks.isIdle()).isFalse();
        runner.runNext();
        assertThat(tasks.queued()).isZero();
        assertThat(tasks.done()).isEqualTo(3);
        assertThat(tasks.isIdle()).as("two have a worker still").isFalse();
        runner.runAll();
        assertThat(tasks.done()).isEqualTo(5);
        assertThat(tasks.isIdle()).isTrue();
    }

    @Test
    void aWorkerThatIsDoneLeavesRoomForTheNext() {
        for (int round = 0; round < 4; round++) {
            submit(3);
            assertThat(runner.held).hasSize(3);
            runner.runAll();
        }
    }

    @Test
    void aPoolThatMayUseNoWorkerIsNotIdleWhileItsWorkWaits() {
        tasks.limit(0);
        submit(1);
        assertThat(runner.held).isEmpty();
        assertThat(tasks.isIdle()).isFalse();
    }

    @Test
    void eachTaskFindsThePoolsClassLoaderWhateverTheOneBeforeItSet() {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        ClassLoader pools = new URLClassLoader(new URL[0]);
        Tasks own = new Tasks(runner, 1, pools);
        List<@Nullable ClassLoader> found = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            own.execute(() -> {
                found.add(current.getContextClassLoader());
                current.setContextClassLoader(null);
            });
        }
        runner.runAll();
        assertThat(found).containsExactly(pools, pools);
        assertThat(current.getContextClassLoader()).isSameAs(before);
    }

    private static Stream<Named<Consumer<Tasks>>> acts() {
        return Stream.of(
                Named.of("execute", tasks -> tasks.execute(() -> {})),
                Named.of("limit", tasks -> tasks.limit(3)),
                Named.of("queued", Tasks::queued),
                Named.of("done", Tasks::done),
                Named.of("isIdle", Tasks::isIdle));
    }

    @ParameterizedTest
    @MethodSource("acts")
    void noActKeepsAnotherThreadOut(Consumer<Tasks> act) {
        act.accept(tasks);
        Patience.byAnother(tasks::isIdle);
    }

    @Test
    void aWorkerKeepsNoOtherThreadOutThoughItFoundNoThread() {
        runner.threadless = true;
        submit(1);
        Patience.byAnother(tasks::isIdle);
        runner.threadless = false;
        tasks.startQueued();
        runner.runAll();
        Patience.byAnother(tasks::isIdle);
    }
}
