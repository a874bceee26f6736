package io.leasehold.lab.soak;

import io.leasehold.lab.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;

/** Loads the library in a class loader of its own, uses it, and waits until that is collected, again and again. One thread's. */
final class Unloads {
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(20);
    private static final List<String> EVENTS = List.of("Acquire", "Hold", "Open", "Check", "Retire", "Timeout");

    private final Planted planted;
    private final Duration collectedWithin;

    Unloads(Planted planted, Duration collectedWithin) {
        this.planted = planted;
        this.collectedWithin = collectedWithin;
    }

    /**
     * What a row of them showed. Immutable.
     *
     * @param left what was still registered, or there, after a load
     */
    record Found(int loads, int collected, List<String> left) {
        List<String> missed() {
            List<String> missed = new ArrayList<>(left);
            if (collected < loads) {
                missed.add((loads - collected) + " of " + loads + " class loaders were not collected");
            }
            return missed;
        }
    }

    /** Flight Recorder keeps the library's events meanwhile. */
    Found run(int loads, Progress progress) throws Exception {
        progress.expect(loads);
        int collected = 0;
        List<String> left = new ArrayList<>();
        try (Recording recording = new Recording()) {
            EVENTS.forEach(event -> recording.enable("leasehold." + event).withoutThreshold());
            recording.start();
            for (int i = 0; i < loads; i++) {
                progress.begin("the library loaded, used and unloaded");
                WeakReference<ClassLoader> loader = load(left);
                if (isCollected(loader)) {
                    collected++;
                }
                progress.done();
            }
        }
        progress.finish();
        left.addAll(mbeans());
        return new Found(loads, collected, left.stream().distinct().toList());
    }

    /** In a frame of its own, so that nothing of it is left on the stack. */
    private WeakReference<ClassLoader> load(List<String> left) throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (LibraryLoader loader = new LibraryLoader()) {
            current.setContextClassLoader(loader);
            Callable<?> application = (Callable<?>) loader.loadClass(Application.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            ((List<?>) application.call()).forEach(driver -> left.add("a driver is registered: " + driver));
            planted.leak(loader);
            return new WeakReference<>(loader);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private boolean isCollected(WeakReference<ClassLoader> loader) {
        long start = System.nanoTime();
        while (loader.get() != null) {
            if (System.nanoTime() - start > collectedWithin.toNanos()) {
                return false;
            }
            System.gc();
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        return true;
    }

    private static List<String> mbeans() throws IOException {
        return ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
                .map(Object::toString)
                .filter(name -> name.startsWith("io.leasehold"))
                .map(name -> "an MBean is registered: " + name)
                .toList();
    }
}
