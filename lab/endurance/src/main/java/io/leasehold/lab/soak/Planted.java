package io.leasehold.lab.soak;

import io.leasehold.Endpoint;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A leak planted on purpose, to see that it is found. Safe for any thread. */
enum Planted {
    NONE(0, Object::new),
    HEAP(16, () -> new byte[64 << 10]),
    THREADS(2, Planted::sleeper),
    FILES(2, Planted::opened),
    OBJECTS(400, () -> Endpoint.of("leaked")),
    LOADERS(0, Object::new);

    private static final int ONE_LOADER_IN = 10;
    private static final CountDownLatch OVER = new CountDownLatch(1);

    private final int withEachReading;
    private final Supplier<Object> leaked;
    private final Queue<Object> kept = new ConcurrentLinkedQueue<>();
    private int loaders;

    Planted(int withEachReading, Supplier<Object> leaked) {
        this.withEachReading = withEachReading;
        this.leaked = leaked;
    }

    /** With every reading some more of it. */
    void leak() {
        for (int i = 0; i < withEachReading; i++) {
            kept.add(leaked.get());
        }
    }

    /** One of many class loaders that were to go; by one thread. */
    void leak(ClassLoader loader) {
        if (this == LOADERS && ++loaders % ONE_LOADER_IN == 0) {
            kept.add(loader);
        }
    }

    private static Thread sleeper() {
        Thread thread = new Thread(() -> {
            try {
                OVER.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static FileInputStream opened() {
        try {
            Path file = Files.createTempFile("leasehold-soak", null);
            FileInputStream open = new FileInputStream(file.toFile());
            Files.delete(file);
            return open;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
