package io.leasehold.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nothing is left of a registry that was closed. */
class P12NoTraceSessionTest {

    /** Runs in a class loader of its own, with a core of its own. */
    public static final class Application implements Runnable {

        private Object kept = "";

        @Override
        public void run() {
            SessionRegistry registry = SessionRegistry.named("application")
                    .listener(new SessionListener() {})
                    .build();
            ClientConnection connection = registry.start("192.0.2.7", ConnectionKind.LASTING);
            OpenedSession opened = connection.open("ann", SessionOptions.DEFAULT, session -> {});
            opened.session().hold(HoldKind.OTHER, "file", () -> {});
            registry.close();
            kept = opened;
        }
    }

    @Test
    void theClassLoaderOfAnApplicationIsCollectableAfterClose() throws Exception {
        WeakReference<ClassLoader> loader = runInAClassLoaderOfItsOwn();
        Stage.await("the class loader is collected", () -> {
            System.gc();
            return loader.get() == null;
        });
    }

    private static WeakReference<ClassLoader> runInAClassLoaderOfItsOwn() throws Exception {
        URL[] classes = {
            Pool.class.getProtectionDomain().getCodeSource().getLocation(),
            SessionRegistry.class.getProtectionDomain().getCodeSource().getLocation(),
            Application.class.getProtectionDomain().getCodeSource().getLocation()
        };
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classes, P12NoTraceSessionTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> found = findLoadedClass(name);
                    return found != null
                            ? found
                            : name.startsWith("io.leasehold.") ? findClass(name) : super.loadClass(name, resolve);
                }
            }
        }) {
            current.setContextClassLoader(loader);
            Runnable application = (Runnable) loader.loadClass(Application.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(application.getClass()).isNotSameAs(Application.class);
            application.run();
            return new WeakReference<>(loader);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    @Test
    void noThreadIsLeftAfterTheLastRegistryHasClosed() {
        SessionRegistry registry = SessionRegistry.named("traceless").build();
        ClientConnection connection = Stage.connect(registry);
        Stage.open(connection).session().hold(HoldKind.OTHER, "file", () -> {});
        assertThat(ownThreads()).contains("leasehold-housekeeper");
        registry.close();
        Stage.await("its threads have ended", () -> ownThreads().isEmpty());
    }

    /** One session that holds two things that hang needs its upkeep for longer than a close waits. */
    @Test
    void aCloseThatLeavesTwoHangingOnesStillGetsToTheThirdAndEndsThen() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch third = new CountDownLatch(1);
        SessionRegistry registry = SessionRegistry.named("stuck")
                .closeTimeout(Duration.ofMillis(50))
                .build();
        Session session = Stage.open(Stage.connect(registry)).session();
        session.hold(HoldKind.OTHER, "third", third::countDown);
        for (int i = 0; i < 4; i++) {
            session.hold(HoldKind.OTHER, "stuck", () -> stuck.await(60, TimeUnit.SECONDS));
        }
        registry.close();
        assertThat(third.await(60, TimeUnit.SECONDS)).isTrue();
        Stage.await("no housekeeper", () -> !ownThreads().contains("leasehold-housekeeper"));
        stuck.countDown();
        Stage.await("its threads have ended", () -> ownThreads().isEmpty());
    }

    private static List<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("leasehold-"))
                .toList();
    }
}
