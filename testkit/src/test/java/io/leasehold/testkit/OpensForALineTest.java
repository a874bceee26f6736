package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.HandlePool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many opens begin for a line while others hold resources that may come back to it. */
class OpensForALineTest {

    private static final int HELD = 6;
    private static final int WAITING = 6;

    private final Stage stage = new Stage();
    private final HandlePool<ScriptedResource, ScriptedHandle> pool = stage.handlePool(20);
    private final Deque<ScriptedHandle> held = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void forALineThatReturnsServeSoonerThanOpensWouldOneIsOpenedAtATime() throws Exception {
        List<Doing<ScriptedHandle>> line = lineUp(Duration.ofMillis(150));
        for (Doing<ScriptedHandle> first : line) {
            returnOneAfter(Duration.ofMillis(1), first);
            stage.runner.upkeep();
            assertThat(pool.snapshot().opening()).isOne();
        }
    }

    @Test
    void forALineThatStandsStillOpensBeginForAllAfterAQuarterOfWhatOneTakes() {
        lineUp(Duration.ofMillis(160));
        stage.ticker.advance(Duration.ofMillis(39));
        stage.runner.upkeep();
        assertThat(pool.snapshot().opening()).isOne();
        stage.ticker.advance(Duration.ofMillis(1));
        stage.runner.upkeep();
        assertThat(pool.snapshot().opening()).isEqualTo(WAITING);
    }

    @Test
    void forALineThatReturnsServeTooSlowlyOpensBeginForAll() throws Exception {
        List<Doing<ScriptedHandle>> line = lineUp(Duration.ofMillis(15));
        returnOneAfter(Duration.ofMillis(4), line.get(0));
        stage.runner.upkeep();
        assertThat(pool.snapshot().waiting()).isEqualTo(WAITING - 1);
        assertThat(pool.snapshot().opening()).isEqualTo(WAITING - 1);
    }

    @Test
    void whenAnOpenEndsBeforeTheLineIsServedOpensBeginForAll() throws Exception {
        List<Doing<ScriptedHandle>> line = lineUp(Duration.ofMillis(3));
        stage.runner.startNext();
        stage.factory.opens().awaitHanging(1);
        stage.ticker.advance(Duration.ofMillis(3));
        stage.factory.opens().release();
        line.get(0).get();
        Stage.await("opens for the others", () -> pool.snapshot().opening() == WAITING - 1);
    }

    private void returnOneAfter(Duration time, Doing<ScriptedHandle> first) throws Exception {
        stage.ticker.advance(time);
        held.remove().close();
        first.get();
    }

    /** The pool knows that opens take so long, all it has are held, and others wait in line, one after the other. */
    private List<Doing<ScriptedHandle>> lineUp(Duration open) {
        stage.factory.opens().run(() -> stage.ticker.advance(open)).always();
        for (int i = 0; i < HELD; i++) {
            held.add(stage.acquire(pool));
        }
        stage.factory.opens().clear();
        stage.factory.opens().hang().always();
        List<Doing<ScriptedHandle>> line = new ArrayList<>();
        for (int i = 1; i <= WAITING; i++) {
            line.add(Stage.start(pool::acquire));
            stage.ticker.awaitParked(i);
        }
        assertThat(pool.snapshot().opening()).isOne();
        return line;
    }
}
