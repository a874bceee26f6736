package io.leasehold.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.SharedPoolBuilder;
import io.leasehold.SharedResourceSnapshot;
import io.leasehold.spi.SimpleSharedFactory;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The face of a shared pool of plain resources. */
class SimpleSharedPoolTest {

    private static final IOException WHY = new IOException("moved");

    private final Steps steps = new Steps();
    private int checks;

    private final SharedPool<String, Object> pool = settings().build();

    private SharedPoolBuilder<String, Object> settings() {
        SimpleSharedFactory<String, Object> factory = new SimpleSharedFactory<>() {
            @Override
            public Object open(String key) {
                return new Object();
            }

            @Override
            public boolean check(Object resource, Duration timeout) {
                checks++;
                return true;
            }
        };
        return SharedPool.of(factory)
                .name("plain")
                .maximumResources(4)
                .checkInterval(Duration.ofSeconds(5))
                .ticker(steps)
                .runner(steps);
    }

    private Share<Object> acquire() {
        steps.whileParked = steps::runAll;
        return pool.acquire("a", Duration.ofSeconds(1));
    }

    @Test
    void itAndItsSharesSayWhoseTheyAre() {
        Share<Object> share = acquire();
        assertThat(pool.name()).isEqualTo("plain");
        assertThat(pool).hasToString("shared pool 'plain'");
        assertThat(share).hasToString("share of pool 'plain'");
        share.close();
        assertThat(share).hasToString("share of pool 'plain', ended");
    }

    @Test
    void aShareIsRetiredOnce() {
        Share<Object> share = acquire();
        assertThat(pool.retire(share, Retirement.KEEP_HOLDERS, WHY)).isTrue();
        assertThat(pool.retire(share, Retirement.KEEP_HOLDERS, WHY)).isFalse();
        assertThat(share.retire(Retirement.KEEP_HOLDERS, WHY)).isFalse();
    }

    @Test
    void aShareOfAnotherKindOfPoolIsRefused() {
        Share<Object> foreign = new Share<>() {
            @Override
            public Object resource() {
                return this;
            }

            @Override
            public boolean retire(Retirement how, Throwable why) {
                return false;
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> pool.retire(foreign, Retirement.KEEP_HOLDERS, WHY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not of pool 'plain'");
    }

    @Test
    void whatACheckFindsAliveIsSharedOn() {
        acquire();
        steps.advance(Duration.ofSeconds(5).toNanos());
        steps.upkeep();
        steps.runAll();
        assertThat(checks).isOne();
        assertThat(pool.snapshot().resources())
                .extracting(SharedResourceSnapshot::state)
                .containsExactly(SharedResourceSnapshot.State.SHARED);
    }

    @Test
    void aDrainOfAPoolThatLentNothingSaysThatAllCameBackHoweverOftenItIsAsked() {
        assertThat(pool.drain(Duration.ZERO)).isTrue();
        assertThat(pool.drain(Duration.ZERO)).isTrue();
        assertThat(steps.stopped).isTrue();
    }

    @Test
    void aDrainOfLessThanNoTimeIsRefusedAndClosesNothing() {
        assertThatThrownBy(() -> pool.drain(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be 0 or more");
        acquire().close();
    }

    @Test
    void aPoolThatClosesHasUpkeepLookForThoseWhoAreAboutToSitDown() {
        steps.woken = 0;
        pool.close();
        assertThat(steps.woken).isOne();
    }

    @Test
    void anAdaptersPoolKnowsTheSettingsItWasBuiltWith() {
        ShareStage stage = new ShareStage(3);
        assertThat(stage.pool.config().name()).isEqualTo("stage");
        assertThat(stage.pool.config().maximumResources()).isEqualTo(3);
    }

    @Test
    void whatIsRetiredByItsHolderIsToldAsBrokenAndNotAsReturned() {
        ShareStage stage = new ShareStage(3);
        ShareStage.Held held = stage.share("a");
        assertThat(stage.pool.retire(held, Retirement.KEEP_HOLDERS, WHY)).isTrue();
        assertThat(stage.pool.retire(held, Retirement.KEEP_HOLDERS, WHY)).isFalse();
        stage.steps.runAll();
        assertThat(stage.told).containsExactly("opened a", "acquired a", "retired a BROKEN: moved", "closed a BROKEN");
    }

    @Test
    void listenersAreToldFromTheFirstAcquireOn() {
        ShareStage stage = new ShareStage(3);
        stage.share("a").giveBack();
        assertThat(stage.told).containsExactly("opened a", "acquired a", "returned a");
    }

    @Test
    void listenersAreToldOfEveryAcquireThoughNobodyReadsWhereItWas() {
        ShareStage stage =
                new ShareStage(settings -> settings.maximumResources(1).siteSampling(0));
        for (int i = 0; i < 100; i++) {
            stage.share("a").giveBack();
        }
        assertThat(stage.told).filteredOn(line -> line.equals("acquired a")).hasSize(100);
        assertThat(stage.told).filteredOn(line -> line.equals("returned a")).hasSize(100);
    }
}
