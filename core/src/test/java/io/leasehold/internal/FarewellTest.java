package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The way out of one resource, step by step: what hangs is given up, and goes on, while the test is inside it. */
class FarewellTest {

    private static final long LIMIT = 10_000_000;

    private final StillTicker ticker = new StillTicker();
    private final HeldRunner runner = new HeldRunner();
    private final Tasks tasks = new Tasks(runner, 3, null);
    private final DriverCalls calls = new DriverCalls(ticker, tasks, tasks, () -> {});

    private Runnable withinClose = () -> {};
    private Runnable withinAbort = () -> {};
    private @Nullable Exception closeFails;
    private @Nullable Exception abortFails;

    /** What whoever is told that an abort failed throws. */
    private @Nullable Error untold;

    /** What was called, and what was told, in order. */
    private final List<String> seen = new ArrayList<>();

    private final class Resource implements Farewell.Leaving {

        @Override
        public void close() throws Exception {
            seen.add("close");
            withinClose.run();
            if (closeFails != null) {
                throw closeFails;
            }
        }

        @Override
        public void abort() throws Exception {
            seen.add("abort");
            withinAbort.run();
            if (abortFails != null) {
                throw abortFails;
            }
        }

        @Override
        public void closeFailed(Throwable why) {
            seen.add("close failed: " + why.getMessage());
        }

        @Override
        public void abortFailed(Throwable why) {
            seen.add("abort failed: " + why.getMessage());
            if (untold != null) {
                throw untold;
            }
        }

        @Override
        public void gone(boolean wasLost) {
            seen.add(wasLost ? "gone after all" : "gone");
        }

        @Override
        public void lost() {
            seen.add("lost");
        }
    }

    private Farewell begins(boolean cutsOff) {
        Farewell farewell = new Farewell(calls, new Resource(), LIMIT, cutsOff);
        calls.start(farewell);
        return farewell;
    }

    /** More time passes than a call may take. */
    private void outlast() {
        ticker.advance(LIMIT + 1);
        calls.upkeep(ticker.now);
    }

    private List<String> seenAtLast() {
        runner.runAll();
        return seen;
    }

    @Test
    void whatNobodyIsInsideIsClosed() {
        begins(false);
        assertThat(seenAtLast()).containsExactly("close", "gone");
    }

    @Test
    void whatSomebodyMayBeInsideIsAborted() {
        begins(true);
        assertThat(seenAtLast()).containsExactly("abort", "gone");
    }

    @Test
    void aCloseThatFailsIsToldAndItsResourceGone() {
        closeFails = new IOException("no");
        begins(false);
        assertThat(seenAtLast()).containsExactly("close", "close failed: no", "gone");
    }

    @Test
    void whatAnAbortDoesNotEndIsClosed() {
        abortFails = new IOException("no");
        begins(true);
        assertThat(seenAtLast()).containsExactly("abort", "abort failed: no", "close", "gone");
    }

    @Test
    void whatAnAbortDoesNotEndIsClosedThoughThatCannotBeTold() {
        abortFails = new IOException("no");
        untold = new OutOfMemoryError("made up");
        begins(true);
        assertThat(seenAtLast()).containsExactly("abort", "abort failed: no", "close", "gone");
    }

    @Test
    void aCloseThatHangsIsFollowedByAnAbortAndWhatEndsFirstEndsIt() {
        withinClose = () -> {
            outlast();
            runner.runAll();
        };
        begins(false);
        assertThat(seenAtLast()).containsExactly("close", "abort", "gone");
    }

    @Test
    void aCloseThatComesBackBeforeTheAbortHasBegunMakesThatUnnecessary() {
        withinClose = this::outlast;
        begins(false);
        assertThat(seenAtLast()).containsExactly("close", "gone");
    }

    @Test
    void whatHangsInBothIsLostUntilOneOfThemComesBack() {
        withinClose = () -> {
            outlast();
            runner.runAll();
        };
        withinAbort = this::outlast;
        begins(false);
        assertThat(seenAtLast()).containsExactly("close", "abort", "lost", "gone after all");
    }

    @Test
    void whatHangsInItsCloseAndDoesNotYieldToAnAbortIsLostUntilTheCloseComesBack() {
        withinClose = () -> {
            outlast();
            runner.runAll();
        };
        abortFails = new IOException("no");
        begins(false);
        assertThat(seenAtLast()).containsExactly("close", "abort", "abort failed: no", "lost", "gone after all");
    }

    @Test
    void anAbortThatFailsWhenItsResourceWasLostAlreadyLosesItOnce() {
        withinClose = () -> {
            outlast();
            runner.runAll();
        };
        withinAbort = this::outlast;
        abortFails = new IOException("no");
        begins(false);
        assertThat(seenAtLast()).containsExactly("close", "abort", "lost", "abort failed: no", "gone after all");
    }

    @Test
    void anAbortThatHangsIsNotFollowedByAnother() {
        withinAbort = this::outlast;
        begins(true);
        assertThat(seenAtLast()).containsExactly("abort", "lost", "gone after all");
    }

    @Test
    void aCloseThatFoundNoWorkerUntilAnAbortEndedItCallsNobody() {
        begins(false);
        Runnable close = runner.held.remove();
        outlast();
        runner.runAll();
        assertThat(seen).containsExactly("abort", "gone");
        close.run();
        assertThat(seen).containsExactly("abort", "gone");
    }

    @Test
    void whatIsStartedTwiceRunsOnce() {
        withinClose = runner::runAll;
        calls.start(begins(false));
        assertThat(seenAtLast()).containsExactly("close", "gone");
    }
}
