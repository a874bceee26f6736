package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class P12NoTraceTest {

    private static final InheritableThreadLocal<String> INHERITABLE = new InheritableThreadLocal<>();

    /** Runs in a class loader of its own, with a core of its own. */
    public static final class Application implements Runnable {

        private Object pool = "";

        @Override
        public void run() {
            try (Pool<Object> used = Pool.of(Object::new)
                    .name("application")
                    .minimumSize(2)
                    .registerMbeans(true)
                    .build()) {
                Lease<Object> lease = used.acquire();
                lease.resource();
                lease.close();
                pool = used.acquire();
            }
        }
    }

    @Test
    void theClassLoaderOfAnApplicationIsCollectableAfterClose() throws Exception {
        WeakReference<ClassLoader> loader = useAPoolInAClassLoaderOfItsOwn();
        Stage.await("the class loader is collected", () -> {
            System.gc();
            return loader.get() == null;
        });
    }

    private static WeakReference<ClassLoader> useAPoolInAClassLoaderOfItsOwn() throws Exception {
        URL[] classes = {
            Pool.class.getProtectionDomain().getCodeSource().getLocation(),
            Application.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader loader = new URLClassLoader(classes, P12NoTraceTest.class.getClassLoader()) {
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
            Thread.currentThread().setContextClassLoader(loader);
            Runnable application = (Runnable) loader.loadClass(Application.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(application.getClass()).isNotSameAs(Application.class);
            application.run();
            return new WeakReference<>(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(P12NoTraceTest.class.getClassLoader());
        }
    }

    @Test
    void noThreadIsLeftAfterTheLastPoolHasClosed() {
        Pool<Object> one = Pool.of(Object::new).name("one").build();
        Pool<Object> other = Pool.of(Object::new).name("other").build();
        assertThat(ownThreads()).contains("leasehold-housekeeper");
        one.close();
        assertThat(ownThreads()).contains("leasehold-housekeeper");
        other.acquire().close();
        other.close();
        Stage.await("its threads have ended", () -> ownThreads().isEmpty());
    }

    @Test
    void oneHousekeeperServesAllPools() {
        try (Pool<Object> one = Pool.of(Object::new).name("one").build();
                Pool<Object> other = Pool.of(Object::new).name("other").build()) {
            one.acquire().close();
            other.acquire().close();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("leasehold-housekeeper"))
                    .hasSize(1);
        }
    }

    @Test
    void poolsThatComeAfterTheLastHasClosedWorkAgain() {
        for (int i = 0; i < 3; i++) {
            try (Pool<Object> pool = Pool.of(Object::new).name("again").build()) {
                pool.acquire(Duration.ofSeconds(10)).close();
            }
        }
    }

    @Test
    void noMBeanIsLeft() throws Exception {
        Pool<Object> pool =
                Pool.of(Object::new).name("traceless").registerMbeans(true).build();
        assertThat(mbeans()).isNotEmpty();
        pool.close();
        assertThat(mbeans()).isEmpty();
    }

    private static Set<ObjectName> mbeans() throws Exception {
        return ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
                .filter(name -> name.toString().contains("traceless"))
                .collect(Collectors.toSet());
    }

    @Test
    void workersCarryNothingOfWhoCausedThem() {
        List<String> carried = new CopyOnWriteArrayList<>();
        INHERITABLE.set("mine");
        Thread current = Thread.currentThread();
        ClassLoader own = current.getContextClassLoader();
        current.setContextClassLoader(null);
        try (Pool<Object> pool = Pool.of(() -> {
                    Thread worker = Thread.currentThread();
                    carried.add(INHERITABLE.get() + " " + worker.getContextClassLoader() + " " + worker.isDaemon());
                    return new Object();
                })
                .name("plain")
                .build()) {
            current.setContextClassLoader(own);
            pool.acquire().close();
        } finally {
            current.setContextClassLoader(own);
            INHERITABLE.remove();
        }
        assertThat(carried).containsOnly("null null true");
    }

    @Test
    void aTaskHasTheClassLoaderOfThePoolsBuilderAndTakesItOffAgain() throws Exception {
        ClassLoader buildersOwn = new URLClassLoader(new URL[0], null);
        List<Object> carried = new CopyOnWriteArrayList<>();
        List<Thread> workers = new CopyOnWriteArrayList<>();
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(buildersOwn);
        try (Pool<Object> keepsWorkers = Pool.of(Object::new).name("keeps").build();
                Pool<Object> pool = Pool.of(() -> {
                            carried.add(Thread.currentThread().getContextClassLoader());
                            workers.add(Thread.currentThread());
                            return new Object();
                        })
                        .name("loader")
                        .build()) {
            current.setContextClassLoader(before);
            pool.acquire().close();
            assertThat(carried).isNotEmpty().containsOnly(buildersOwn);
            Stage.await(
                    "the worker has taken it off",
                    () -> workers.stream().allMatch(worker -> worker.getContextClassLoader() == null));
            keepsWorkers.acquire().close();
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private static List<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("leasehold-"))
                .toList();
    }
}
