package io.leasehold.session;

import static io.leasehold.session.Stage.connect;
import static io.leasehold.session.Stage.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.spi.TaskRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a session holds goes back. */
class GivingBackTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Stage stage = new Stage();
    private final SessionRegistry registry = stage.registry(settings -> settings);
    private final ClientConnection connection = connect(registry);
    private final OpenedSession opened = open(connection);
    private final CountDownLatch stuck = new CountDownLatch(1);

    @AfterEach
    void ends() {
        stuck.countDown();
        stage.close();
    }

    private void holdsWhatHangs(OpenedSession session) {
        session.session().hold(HoldKind.OTHER, "stuck", () -> {
            stuck.await(60, TimeUnit.SECONDS);
            stage.closed.add("stuck");
        });
    }

    @Test
    void newestFirst() {
        stage.hold(opened, HoldKind.PIN, "connection");
        stage.hold(opened, HoldKind.TRANSACTION, "transaction");
        stage.hold(opened, HoldKind.CURSOR, "cursor");
        opened.session().end();
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("cursor", "transaction", "connection");
    }

    @Test
    void whatIsHeldAfterTheEndIsClosedAndRefusedAndComesAfterTheRest() {
        stage.hold(opened, HoldKind.OTHER, "first");
        stage.hold(opened, HoldKind.OTHER, "second");
        opened.session().end();
        assertThatThrownBy(() -> stage.hold(opened, HoldKind.OTHER, "late")).isInstanceOf(SessionEndedException.class);
        stage.runner.settle();
        assertThatThrownBy(() -> stage.hold(opened, HoldKind.OTHER, "later")).isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(() -> opened.session().operation("query")).isInstanceOf(SessionEndedException.class);
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("second", "first", "late", "later");
        assertThat(registry.snapshot().returning()).isZero();
    }

    @Test
    void whatIsReleasedIsTheHoldersAndWhatTheSessionTookIsNot() {
        Held mine = stage.hold(opened, HoldKind.OTHER, "mine");
        Held its = stage.hold(opened, HoldKind.OTHER, "its");
        assertThat(mine.release()).isTrue();
        assertThat(mine.release()).isFalse();
        opened.session().end();
        assertThat(its.release()).isFalse();
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("its");
    }

    @Test
    void oneThatThrowsStopsNoOtherAndIsLoggedWithItsSessionAndWithoutWhatItSays() {
        stage.hold(opened, HoldKind.OTHER, "first");
        opened.session().hold(HoldKind.OTHER, "broken", () -> {
            throw new IllegalStateException("hunter2", new IOException("hunter3"));
        });
        opened.session().hold(HoldKind.OTHER, "worse", () -> {
            throw new StackOverflowError();
        });
        stage.hold(opened, HoldKind.OTHER, "last");
        try (LogLines log = new LogLines()) {
            opened.session().end();
            stage.runner.settle();
            assertThat(log.lines())
                    .contains("WARN stage: session " + opened.session().id() + " of ann: giving broken back failed: "
                            + "java.lang.IllegalStateException, caused by java.io.IOException");
            assertThat(log.lines()).allSatisfy(line -> assertThat(line).doesNotContain("hunter"));
        }
        assertThat(stage.closed).containsExactly("last", "first");
        assertThat(stage.recorder.told).contains("closeFailed: broken", "closeFailed: worse");
    }

    @Test
    void oneWhoseErrorCannotBeLoggedStopsNoOther() {
        stage.hold(opened, HoldKind.OTHER, "first");
        opened.session().hold(HoldKind.OTHER, "broken", () -> {
            throw Stage.unloggable();
        });
        opened.session().end();
        assertThatThrownBy(stage.runner::settle).isInstanceOf(UnsupportedOperationException.class);
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("first");
        assertThat(registry.snapshot().returning()).isZero();
        assertThat(stage.recorder.told).contains("closeFailed: broken");
    }

    @Test
    void oneThatHangsIsLeftToItsWorkerAfterFiveSecondsAndStopsNoOther() {
        stage.hold(opened, HoldKind.OTHER, "first");
        holdsWhatHangs(opened);
        try (LogLines log = new LogLines()) {
            Thread worker = endAndHang();
            stage.pass(LIMIT.minusMillis(1));
            assertThat(stage.closed).isEmpty();
            stage.pass(Duration.ofMillis(1));
            assertThat(stage.closed).containsExactly("first");
            assertThat(registry.snapshot().hanging()).isEqualTo(1);
            assertThat(registry.snapshot().returning()).isZero();
            assertThat(log.lines())
                    .contains("ERROR stage: session " + opened.session().id()
                            + " of ann: giving stuck back hangs, and is left to its worker after 5 s");
            stuck.countDown();
            Stage.await("it has ended", () -> !worker.isAlive());
            assertThat(registry.snapshot().hanging()).isZero();
            assertThat(stage.recorder.told).contains("closeHangs: stuck");
        }
    }

    /** Ends the session whose newest hangs, on a thread that is left hanging. */
    private Thread endAndHang() {
        stage.runner.settle();
        opened.session().end();
        Thread worker = stage.runner.startNext();
        Stage.await("it hangs", () -> worker.getState() == Thread.State.TIMED_WAITING);
        return worker;
    }

    @Test
    void otherSessionsGiveBackMeanwhile() {
        OpenedSession other = open(connection);
        stage.hold(other, HoldKind.OTHER, "other");
        holdsWhatHangs(opened);
        Thread worker = endAndHang();
        other.session().end();
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("other");
        stuck.countDown();
        Stage.await("it has ended", () -> !worker.isAlive());
        assertThat(stage.closed).containsExactly("other", "stuck");
        assertThat(registry.snapshot().returning()).isZero();
    }

    @Test
    void manyThatHangAreNoMoreThreadsThanWorkersUntilTheyAreGivenUpAndKeepNobodyWaitingForLonger() {
        SessionRegistry busy = stage.registry(settings -> settings);
        ClientConnection client = connect(busy);
        for (int i = 0; i < 40; i++) {
            holdsWhatHangs(open(client));
        }
        stage.runner.settle();
        client.end();
        List<Thread> threads = new ArrayList<>();
        startAll(threads);
        awaitHanging(threads, 32);
        stage.ticker.advance(LIMIT);
        stage.runner.upkeep();
        startAll(threads);
        awaitHanging(threads, 40);
        assertThat(busy.snapshot().hanging()).isEqualTo(32);
        assertThat(busy.snapshot().returning()).isEqualTo(8);
    }

    private void startAll(List<Thread> threads) {
        while (stage.runner.pending() > 0) {
            threads.add(stage.runner.startNext());
        }
    }

    private static void awaitHanging(List<Thread> threads, int number) {
        Stage.await("so many hang, and no other runs", () -> {
            List<Thread.State> states = threads.stream()
                    .map(Thread::getState)
                    .filter(state -> state != Thread.State.TERMINATED)
                    .toList();
            return states.size() == number && states.stream().allMatch(Thread.State.TIMED_WAITING::equals);
        });
    }

    @Test
    void whatFindsNoThreadIsTriedAgain() {
        AtomicBoolean hasThreads = new AtomicBoolean();
        OpenedSession rich = open(connect(registryOn(hasThreads)));
        stage.hold(rich, HoldKind.OTHER, "file");
        rich.session().end();
        stage.runner.upkeep();
        assertThat(stage.closed).isEmpty();
        hasThreads.set(true);
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("file");
        assertThat(stage.recorder.told).contains("ended CLOSED");
    }

    @Test
    void whatFindsNoThreadIsTriedAgainThoughNoLogCanTellOfIt() {
        AtomicBoolean hasThreads = new AtomicBoolean(true);
        OpenedSession rich = open(connect(registryOn(hasThreads)));
        stage.hold(rich, HoldKind.OTHER, "file");
        stage.runner.settle();
        hasThreads.set(false);
        try (LogLines log = new LogLines()) {
            log.failWith(new OutOfMemoryError("the log's"));
            assertThatThrownBy(rich.session()::end).hasMessage("the log's");
        }
        hasThreads.set(true);
        stage.runner.settle();
        assertThat(stage.closed).containsExactly("file");
        assertThat(stage.recorder.told).contains("ended CLOSED");
    }

    private SessionRegistry registryOn(AtomicBoolean hasThreads) {
        return stage.registry(settings -> settings.runner(new TaskRunner() {
            @Override
            public void execute(Runnable task) {
                if (!hasThreads.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                stage.runner.execute(task);
            }

            @Override
            public Registration register(Upkeep upkeep) {
                return stage.runner.register(upkeep);
            }

            @Override
            public boolean runsByItself() {
                return false;
            }
        }));
    }

    @Test
    void whoWantsToKnowMayWaitUntilAllIsBack() throws Exception {
        stage.hold(opened, HoldKind.OTHER, "file");
        assertThat(opened.session().awaitReturned(Duration.ZERO))
                .as("it has not ended")
                .isFalse();
        opened.session().end();
        FutureTask<Boolean> waits = Stage.start(() -> opened.session().awaitReturned(Duration.ofSeconds(3)));
        stage.ticker.awaitParked(1);
        stage.runner.settle();
        assertThat(Stage.get(waits)).isTrue();
    }

    @Test
    void aPlaceUnderTheLimitsIsFreeAtOnceWhateverHangs() {
        SessionRegistry one = stage.registry(settings -> settings.maximumSessions(1));
        ClientConnection client = connect(one);
        OpenedSession held = open(client);
        holdsWhatHangs(held);
        held.session().end();
        open(client);
    }
}
