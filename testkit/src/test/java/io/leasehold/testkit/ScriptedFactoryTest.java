package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptedFactoryTest {

    private final ScriptedFactory factory = new ScriptedFactory();

    @Test
    void opensDoAsWritten() throws Exception {
        IOException refused = new IOException("refused");
        factory.opens().succeed().fail(refused).die().hang();
        assertThat(factory.open().isDead()).isFalse();
        assertThatThrownBy(factory::open).isSameAs(refused);
        assertThat(factory.open().isDead()).isTrue();
        Doing<ScriptedResource> hanging = Stage.start(factory::open);
        factory.opens().awaitHanging(1);
        factory.opens().release();
        assertThat(hanging.get().id()).isEqualTo(3);
        assertThat(factory.opens().calls()).isEqualTo(4);
        assertThat(factory.openNow()).isEqualTo(3);
    }

    @Test
    void whatHangsEndsByAnInterruptUnlessItIsDeaf() throws Exception {
        factory.opens().hang().hangDeaf();
        Doing<ScriptedResource> hears = Stage.start(factory::open);
        factory.opens().awaitHanging(1);
        hears.thread.interrupt();
        assertThat(hears.failure()).isInstanceOf(InterruptedException.class);
        Doing<ScriptedResource> deaf = Stage.start(factory::open);
        factory.opens().awaitHanging(1);
        deaf.thread.interrupt();
        assertThat(factory.opens().hanging()).isOne();
        factory.opens().release();
        assertThat(deaf.get().id()).isOne();
    }

    @Test
    void theLastStepCanBeRepeatedForEver() {
        factory.opens().fail(new IOException("down")).always();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(factory::open).hasMessage("down");
        }
    }

    @Test
    void deadResourcesFailChecksAndUse() throws Exception {
        ScriptedResource resource = factory.open();
        assertThat(factory.check(resource, Duration.ofSeconds(1))).isTrue();
        resource.die();
        assertThat(factory.check(resource, Duration.ofSeconds(1))).isFalse();
        assertThatThrownBy(resource::use).isInstanceOf(IOException.class);
    }

    @Test
    void whatNoPoolMayDoIsWrittenDown() throws Exception {
        ScriptedResource resource = factory.open();
        resource.use(() -> Stage.start(() -> {
                    resource.use();
                    return null;
                })
                .get());
        factory.close(resource);
        assertThatThrownBy(resource::use).isInstanceOf(IOException.class);
        factory.close(resource);
        assertThat(factory.violations()).hasSize(3);
        assertThat(factory.violations().get(0)).contains("while");
        assertThat(factory.violations().get(1)).contains("after it was closed");
        assertThat(factory.violations().get(2)).contains("a second time");
        assertThat(factory.openNow()).isZero();
    }

    @Test
    void twoClosesAtOnceAreWrittenDown() throws Exception {
        ScriptedResource resource = factory.open();
        factory.closes().hang().hang();
        Doing<Boolean> one = Stage.start(() -> close(resource));
        Doing<Boolean> other = Stage.start(() -> close(resource));
        factory.closes().awaitHanging(2);
        factory.closes().release();
        one.get();
        other.get();
        assertThat(factory.violations()).singleElement().asString().contains("a second time");
        assertThat(factory.openNow()).isZero();
    }

    @Test
    void aCloseThatFailedMayBeTriedAgain() throws Exception {
        ScriptedResource resource = factory.open();
        factory.closes().fail(new IOException("torn")).die();
        assertThatThrownBy(() -> factory.close(resource)).hasMessage("torn");
        assertThatThrownBy(() -> factory.close(resource)).hasMessage("closing resource 1 did nothing");
        assertThat(factory.openNow()).isOne();
        factory.close(resource);
        assertThat(factory.openNow()).isZero();
        assertThat(factory.violations()).isEmpty();
    }

    @Test
    void anAbortMayOverlapACloseThatHangs() throws Exception {
        ScriptedResource resource = factory.open();
        factory.closes().hang();
        Doing<Boolean> hanging = Stage.start(() -> close(resource));
        factory.closes().awaitHanging(1);
        factory.abort(resource);
        assertThat(resource.isClosed()).isTrue();
        factory.closes().release();
        hanging.get();
        assertThat(factory.openNow()).isZero();
        assertThat(factory.violations()).isEmpty();
    }

    @Test
    void aHandleOfADeadResourceIsNotMade() throws Exception {
        ScriptedHandleFactory handles = new ScriptedHandleFactory(factory);
        ScriptedResource resource = handles.open();
        handles.lends().die();
        assertThatThrownBy(() -> handles.lend(resource, null)).hasMessage("resource 1 is dead");
    }

    private boolean close(ScriptedResource resource) throws Exception {
        factory.close(resource);
        return true;
    }
}
