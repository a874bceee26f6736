package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.spi.OpenRefusal;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a pool's bean shows is what its snapshot has. */
class PoolMBeanTest {

    private final SupplyStage stage =
            new SupplyStage(settings -> settings.name("seen").maximumSize(5));
    private final PoolMBean bean = new PoolMBean(stage.pool);

    @Test
    void itCountsWhatIsThereAndWhatIsOnItsWay() {
        stage.lease();
        stage.lease();
        stage.lease().close();
        stage.arrives();
        assertThat(bean.getName()).isEqualTo("seen");
        assertThat(bean.getTotal()).isEqualTo(3);
        assertThat(bean.getIdle()).isEqualTo(1);
        assertThat(bean.getLeased()).isEqualTo(2);
        assertThat(bean.getOpening()).isEqualTo(1);
        assertThat(bean.getWaiting()).isEqualTo(1);
        assertThat(bean.getMaximum()).isEqualTo(5);
        assertThat(bean.getLost()).isZero();
        stage.outlastOpen();
        assertThat(bean.getLost()).isEqualTo(1);
    }

    @Test
    void itSaysWhetherThePoolLends() {
        assertThat(bean.getState()).isEqualTo("OPEN");
        stage.pool.pause();
        assertThat(bean.getState()).isEqualTo("PAUSED");
    }

    @Test
    void itSaysWhatTheServerHasRoomFor() {
        stage.lease();
        stage.lease();
        assertThat(bean.getCeiling()).isEqualTo(5);
        stage.failure = new IOException("full");
        stage.meaning = OpenRefusal.SERVER_FULL;
        stage.arrives();
        stage.runner.runNext();
        assertThat(bean.getCeiling()).isEqualTo(2);
    }

    @Test
    void itNamesTheHolders() {
        assertThat(bean.getHolders()).isEmpty();
        stage.lease();
        assertThat(bean.getHolders())
                .containsExactly("thread " + Thread.currentThread().getName() + " for 0.0 ms");
    }

    @Test
    void itGivesTheAdviceIfThereIsSome() {
        assertThat(bean.getAdvice()).isEmpty();
        stage.pool.upkeeps.idleDeaths.died(60 * SupplyStage.SECOND, true, stage.ticker.now);
        assertThat(bean.getAdvice()).startsWith("1 idle resource was found dead after 60.0 s");
    }
}
