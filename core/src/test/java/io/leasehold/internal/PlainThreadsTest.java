package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PlainThreadsTest {

    @Test
    void aThreadHasNothingOfTheOneThatCausedIt() throws Exception {
        FutureTask<Thread> made = new FutureTask<>(() -> PlainThreads.daemon("plain", () -> {}));
        Thread applications = new Thread(new ThreadGroup("application"), made, "application's");
        applications.setContextClassLoader(new URLClassLoader(new URL[0]));
        applications.setDaemon(false);
        applications.start();
        Thread plain = made.get(60, TimeUnit.SECONDS);
        assertThat(plain.getName()).isEqualTo("plain");
        assertThat(plain.isDaemon()).isTrue();
        assertThat(plain.getContextClassLoader()).isNull();
        assertThat(plain.getThreadGroup().getParent()).as("the group above all").isNull();
    }
}
