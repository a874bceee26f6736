package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.LeaseEndedException;
import io.leasehold.Retirement;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.SharedHandlePool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** P2 and P7, which hold for each handle of what is shared. */
class SharedFenceTest {

    private final SharedStage stage = new SharedStage();
    private final SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool =
            stage.handlePool(settings -> settings.grace(Duration.ZERO).closeTimeout(Duration.ofSeconds(5)));
    private final List<String> ended = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    private LeaseChild child(String name) {
        return child(name, () -> {});
    }

    private LeaseChild child(String name, Runnable first) {
        return new LeaseChild() {
            @Override
            protected void endWithLease() {
                first.run();
                ended.add(name);
            }
        };
    }

    @Test
    void p2AnEndedHandleStartsNoCallAndHarmsNoOther() throws Exception {
        ScriptedShareHandle one = stage.acquire(pool, "a");
        ScriptedShareHandle two = stage.acquire(pool, "a");
        assertThat(one.giveBack()).isTrue();
        assertThat(one.giveBack()).isFalse();
        assertThatThrownBy(() -> one.call(() -> 1)).isInstanceOf(LeaseEndedException.class);
        assertThat(two.call(() -> 1)).isOne();
        assertThat(two.behind().uses()).isOne();
    }

    @Test
    void p2ACallThatIsInsideWhenItsShareEndsIsNotClosedUnder() throws Exception {
        ScriptedShareHandle share = stage.acquire(pool, "a");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Doing<Integer> caller = Stage.start(() -> share.call(() -> {
            inside.countDown();
            leave.await();
            return 1;
        }));
        inside.await();
        assertThat(share.giveBack()).isTrue();
        assertThatThrownBy(() -> share.call(() -> 1)).isInstanceOf(LeaseEndedException.class);
        stage.runner.settle();
        assertThat(share.behind().isClosed()).isFalse();
        assertThat(pool.snapshot().shares()).isOne();
        leave.countDown();
        assertThat(caller.get()).isOne();
        stage.runner.settle();
        assertThat(share.behind().isClosed()).isTrue();
    }

    @Test
    void p2ARevokeWaitsForNoCall() throws Exception {
        ScriptedShareHandle share = stage.acquire(pool, "a");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Doing<Integer> caller = Stage.start(() -> share.call(() -> {
            inside.countDown();
            leave.await();
            return 1;
        }));
        inside.await();
        pool.retire("a", Retirement.revokeAfter(Duration.ZERO), new IOException("gone"));
        stage.runner.settle();
        assertThat(share.behind().isClosed()).isTrue();
        leave.countDown();
        caller.get();
        assertThat(share.hasEnded()).isTrue();
        assertThat(share.howItEnded()).contains("was revoked");
        assertThat(stage.factory.closes().calls()).isOne();
    }

    @Test
    void p2AReturnFromInsideItsOwnCallTakesEffectWhenThatLeaves() throws Exception {
        ScriptedShareHandle share = stage.acquire(pool, "a");
        share.call(() -> {
            share.close();
            stage.runner.settle();
            assertThat(share.behind().isClosed()).isFalse();
            return null;
        });
        stage.runner.settle();
        assertThat(share.behind().isClosed()).isTrue();
    }

    @Test
    void p2AReturnByAnotherThreadSaysSo() throws Exception {
        ScriptedShareHandle share = stage.acquire(pool, "a");
        Stage.start(share::giveBack).get();
        assertThat(share.howItEnded()).contains("by thread actor");
    }

    @Test
    void p7WhatWasMadeEndsWithItsShareNewestFirstBeforeTheResourceIsClosed() {
        ScriptedShareHandle share = stage.acquire(pool, "a");
        LeaseChild gone = child("gone");
        share.make(child("first", () -> assertThat(share.behind().isClosed()).isFalse()));
        share.make(gone);
        share.make(child("last"));
        share.unmake(gone);
        share.close();
        assertThat(share.behind().isClosed()).isFalse();
        stage.runner.settle();
        assertThat(ended).containsExactly("last", "first");
        assertThat(share.behind().isClosed()).isTrue();
    }

    @Test
    void p7WhatOneShareMadeDoesNotEndWithAnother() {
        ScriptedShareHandle one = stage.acquire(pool, "a");
        ScriptedShareHandle two = stage.acquire(pool, "a");
        one.make(child("ones"));
        two.make(child("twos"));
        two.close();
        stage.runner.settle();
        assertThat(ended).containsExactly("twos");
    }

    @Test
    void p7ARevokeEndsWhatWasMade() {
        ScriptedShareHandle share = stage.acquire(pool, "a");
        share.make(child("scanner"));
        pool.retire("a", Retirement.revokeAfter(Duration.ZERO), new IOException("gone"));
        stage.runner.settle();
        assertThat(ended).containsExactly("scanner");
    }

    @Test
    void p7OneThatFailsKeepsNoOtherFromItsEndAndIsTold() {
        ScriptedShareHandle share = stage.acquire(pool, "a");
        share.make(child("first"));
        share.make(child("failing", () -> {
            throw new IllegalStateException("flush failed");
        }));
        assertThat(share.giveBack()).isTrue();
        stage.runner.settle();
        assertThat(ended).containsExactly("first");
        assertThat(stage.told).contains("childFailed a: IllegalStateException");
        assertThat(share.behind().isClosed()).isTrue();
    }

    @Test
    void p7OneThatHangsIsGivenUpAndTold() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        ScriptedShareHandle share = stage.acquire(pool, "a");
        share.make(child("first"));
        share.make(child("hanging", () -> {
            try {
                hang.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        share.close();
        stage.runner.startNext();
        stage.runner.pass(Duration.ofSeconds(6));
        Stage.await("all ended", () -> {
            stage.runner.settle();
            return share.behind().isClosed();
        });
        assertThat(ended).containsExactly("first");
        assertThat(stage.told).contains("childFailed a: TimeoutException");
        hang.countDown();
    }

    @Test
    void p7WhatIsMadeAfterARevokeIsNotTheShares() throws Exception {
        ScriptedShareHandle share = stage.acquire(pool, "a");
        boolean[] taken = new boolean[] {true};
        share.call(() -> {
            pool.retire("a", Retirement.revokeAfter(Duration.ZERO), new IOException("gone"));
            return null;
        });
        assertThatThrownBy(() -> taken[0] = share.make(child("late"))).isInstanceOf(LeaseEndedException.class);
        assertThat(ended).isEmpty();
    }
}
