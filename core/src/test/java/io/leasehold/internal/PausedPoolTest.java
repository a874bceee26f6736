package io.leasehold.internal;

import static io.leasehold.internal.SupplyStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.PoolFullException;
import org.junit.jupiter.api.Test;

/** A paused pool opens nothing, whoever asks, and what an open under way yields is nobody's until it is resumed. */
class PausedPoolTest {

    @Test
    void nothingIsOpenedForWhoTriesOnce() {
        SupplyStage stage = new SupplyStage(2);
        stage.pool.pause();
        assertThatThrownBy(() -> stage.pool.acquire(0)).isInstanceOf(PoolFullException.class);
        assertThat(stage.supply().opening()).isZero();
    }

    @Test
    void nothingIsOpenedForWhoFindsTheLineFull() {
        SupplyStage stage = new SupplyStage(settings -> settings.maximumSize(2).maximumWaiting(0));
        stage.pool.pause();
        assertThatThrownBy(() -> stage.pool.acquire(SECOND)).isInstanceOf(PoolFullException.class);
        assertThat(stage.supply().opening()).isZero();
    }

    @Test
    void whatIsOpenedMeanwhileIsIdleAndWhoWaitsIsWokenForItByTheResume() {
        SupplyStage stage = new SupplyStage(1);
        Waiter waiter = stage.arrives();
        stage.pool.pause();
        stage.runner.runAll();
        assertThat(waiter.isGranted()).isFalse();
        assertThat(stage.pool.snapshot().idle()).isOne();
        waiter.lookAround();
        stage.pool.resume();
        assertThat(waiter.isSignalled()).isTrue();
    }
}
