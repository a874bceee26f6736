package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptedGroupFactoryTest {

    private final ScriptedGroupFactory<String> factory = new ScriptedGroupFactory<>();
    private final ScriptedFactory own = factory.of("a");

    @Test
    void whatAnEndpointsScriptsSayIsDeadIsDead() throws Exception {
        own.opens().die();
        assertThat(factory.open("a").isDead()).isTrue();
        ScriptedResource resource = factory.open("a");
        assertThat(resource.isDead()).isFalse();
        own.checks().die();
        assertThat(factory.check(resource, Duration.ofSeconds(1))).isFalse();
        own.resets().die();
        assertThatThrownBy(() -> factory.reset(resource)).isInstanceOf(IOException.class);
        assertThat(factory.all().resets().calls()).isZero();
    }

    @Test
    void aCloseOrAbortThatAnEndpointsScriptsLetFailLeavesTheResourceOpen() throws Exception {
        ScriptedResource resource = factory.open("a");
        own.closes().die();
        own.aborts().die();
        assertThatThrownBy(() -> factory.close(resource)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> factory.abort(resource)).isInstanceOf(IOException.class);
        assertThat(factory.all().openNow()).isOne();
        factory.close(resource);
        assertThat(factory.all().openNow()).isZero();
        assertThat(factory.all().violations()).isEmpty();
    }
}
