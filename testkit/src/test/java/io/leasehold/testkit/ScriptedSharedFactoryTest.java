package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ScriptedSharedFactoryTest {

    private final ScriptedSharedFactory<String> factory = new ScriptedSharedFactory<>();

    @Test
    void twoClosesAtOnceAreWrittenDown() throws Exception {
        ScriptedSharedResource resource = factory.open("a");
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
        ScriptedSharedResource resource = factory.open("a");
        factory.closes().fail(new IOException("torn")).die();
        assertThatThrownBy(() -> factory.close(resource)).hasMessage("torn");
        assertThatThrownBy(() -> factory.close(resource)).hasMessage("closing shared resource 1 of a did nothing");
        assertThat(factory.openNow()).isOne();
        factory.close(resource);
        assertThat(factory.openNow()).isZero();
        assertThat(factory.violations()).isEmpty();
    }

    @Test
    void aHandleOfADeadResourceIsNotMade() throws Exception {
        ScriptedShareHandleFactory<String> handles = new ScriptedShareHandleFactory<>(factory);
        ScriptedSharedResource resource = handles.open("a");
        handles.shares().die();
        assertThatThrownBy(() -> handles.share(resource, null)).hasMessage("shared resource 1 of a is dead");
    }

    private boolean close(ScriptedSharedResource resource) throws Exception {
        factory.close(resource);
        return true;
    }
}
