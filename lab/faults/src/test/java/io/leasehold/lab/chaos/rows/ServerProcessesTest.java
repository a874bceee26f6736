package io.leasehold.lab.chaos.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerProcessesTest {

    @Test
    void theStateComesAfterANameThatMayHoldAnything() {
        assertThat(ServerProcesses.state("4711 (mariadbd) T 1 2 3")).isEqualTo('T');
        assertThat(ServerProcesses.state("4711 (a) S (b) R 1 2 3")).isEqualTo('R');
    }

    @Test
    void aCommandNamesThePortInWholeArguments() {
        assertThat(ServerProcesses.names("postgres\0-p\0" + "5432\0", 5432)).isTrue();
        assertThat(ServerProcesses.names("mariadbd\0--port=5432\0", 5432)).isTrue();
        assertThat(ServerProcesses.names("postgres\0-p\0" + "15432\0", 5432)).isFalse();
    }

    @Test
    void whoIsNotThereIsNotStopped() {
        assertThat(ServerProcesses.NONE.areStopped()).isFalse();
    }
}
