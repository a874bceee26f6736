package io.leasehold.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import sun.misc.Signal;

/**
 * What the operating system asks of a server: the first SIGTERM or Ctrl-C ends the wait of whoever waits for it, the second ends this
 * JVM at once. A JVM's own hooks cannot tell the two apart, nor set the exit status. Safe for use by many threads.
 */
final class Signals {

    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicInteger count = new AtomicInteger();
    private final Runnable atOnce;
    private final Consumer<Runnable> source;
    private volatile Runnable farewell = () -> {};

    /**
     * @param atOnce what the second signal does
     * @param source is told once whom to call for each signal
     */
    Signals(Runnable atOnce, Consumer<Runnable> source) {
        this.atOnce = atOnce;
        this.source = source;
    }

    /** Those of the operating system; the second one ends this JVM with the status of what was cut off. */
    static Signals ofSystem() {
        return new Signals(() -> Runtime.getRuntime().halt(ServeCommand.CUT_OFF), whom -> {
            for (String name : new String[] {"TERM", "INT"}) {
                Signal.handle(new Signal(name), signal -> whom.run());
            }
        });
    }

    /**
     * From here on signals come here.
     *
     * @param lastWords run before the second one ends all
     */
    void take(Runnable lastWords) {
        farewell = lastWords;
        source.accept(this::came);
    }

    private void came() {
        if (count.incrementAndGet() == 1) {
            first.countDown();
        } else {
            try {
                farewell.run();
            } finally {
                atOnce.run();
            }
        }
    }

    void await() throws InterruptedException {
        first.await();
    }
}
