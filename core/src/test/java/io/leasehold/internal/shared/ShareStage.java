package io.leasehold.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.AcquireException;
import io.leasehold.Retirement;
import io.leasehold.SharedPool;
import io.leasehold.SharedPoolBuilder;
import io.leasehold.SharedPoolEvent;
import io.leasehold.SharedPoolListener;
import io.leasehold.spi.CallerContext;
import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.ShareHandle;
import io.leasehold.spi.SharedResourceFactory;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A shared pool of which nothing moves but by the test: time stands still, work waits until it is run, upkeep runs when it is asked
 * for, and what others do meanwhile happens within a callback. So what a test sees happened at once, and not when somebody looked the
 * next time. For the thread of one test.
 */
final class ShareStage {

    final Steps steps = new Steps();
    final SharedEngine<String, Object, Held> pool;

    /** What happens within each open, and what it throws then. */
    Runnable withinOpen = () -> {};

    @Nullable Exception openFailure;

    /** What happens within each check, and what it says then. */
    Runnable withinCheck = () -> {};

    boolean alive = true;

    /** What happens when something is to be taken from the caller, and when a key's text is read. */
    Runnable withinCaller = () -> {};

    Runnable withinText = () -> {};

    /** What happens as the listener is told something. */
    Runnable withinTelling = () -> {};

    /** What happens when the factory is asked what it opens. */
    Runnable withinName = () -> {};

    /** What happens within each close and each abort, and what they throw then. */
    Runnable withinClose = () -> {};

    @Nullable Exception endFailure;

    /** Errors that were put in words, for the log for one. */
    final List<Throwable> inWords = new ArrayList<>();

    int opens;
    int checks;
    int closes;
    int aborts;
    final List<String> told = new ArrayList<>();

    /** A pool with these settings, and a listener that writes down what it is told. */
    ShareStage(UnaryOperator<SharedPoolBuilder<String, Object>> change) {
        this(change, true);
    }

    ShareStage(int maximum) {
        this(settings -> settings.maximumResources(maximum));
    }

    private ShareStage(UnaryOperator<SharedPoolBuilder<String, Object>> change, boolean listens) {
        pool = new SharedEngine<>(
                change.apply(SharedPool.of((String key) -> new Object())
                                .name("stage")
                                .maximumResources(4)
                                .grace(Duration.ofDays(1))
                                .failFast(Duration.ZERO)
                                .checkInterval(Duration.ZERO)
                                .abandonedAfter(Duration.ZERO))
                        .config(),
                new Driver(),
                new SharedSurroundings(steps, steps, listens ? recorder() : null, null));
        pool.start();
    }

    /** Nobody listens, so that acquires and returns take the short way. */
    static ShareStage unheard(UnaryOperator<SharedPoolBuilder<String, Object>> change) {
        return new ShareStage(change, false);
    }

    /** Writes down each event, whichever it is. */
    private SharedPoolListener recorder() {
        Class<?> listener = SharedPoolListener.class;
        return (SharedPoolListener) Proxy.newProxyInstance(
                listener.getClassLoader(), new Class<?>[] {listener}, (self, event, given) -> {
                    tell(event.getName(), (SharedPoolEvent) given[0]);
                    return null;
                });
    }

    private void tell(String kind, SharedPoolEvent event) {
        withinTelling.run();
        String reason = event.reason() == null ? "" : " " + event.reason();
        String after =
                event.duration().isZero() ? "" : " after " + event.duration().toMillis() + " ms";
        String cause = event.cause() == null ? "" : ": " + event.cause().getMessage();
        told.add(kind + " " + event.key() + reason + after + cause);
    }

    /** Tries once; null if nothing is open, and then that is told. */
    @Nullable Held tryOnce(String key) {
        try {
            return pool.acquire(key, 0);
        } catch (AcquireException none) {
            return null;
        }
    }

    /** A share of what is opened before, if need be. */
    Held share(String key) {
        KeyEntry<String, Object> entry = pool.entries.get(new Key(key));
        Generation<Object> now = entry == null ? null : entry.current;
        if (now == null || now.slots.get(0) == null) {
            leaves(arrives(key));
            steps.runAll();
        }
        return pool.acquire(key, 0);
    }

    /** A share of what is opened for it if need be, to grow as well. */
    Held waited(String key) {
        steps.whileParked = steps::runAll;
        return pool.acquire(key, Steps.SECOND);
    }

    /** Opens one and leaves it without a holder. */
    SharedResource<Object> idle(String key) {
        Held held = share(key);
        held.giveBack();
        return resourceOf(held);
    }

    /** One more waits for this key; what it waits for has begun, or stands in line. */
    Waiting arrives(String key) {
        ShareWaiter<Object> waiter = new ShareWaiter<>();
        KeyEntry.Found<String, Object> found =
                Objects.requireNonNull(pool.entry(new Key(key)).find(waiter));
        Opening<String, Object> opening = Objects.requireNonNull(found.opening());
        if (found.isNew()) {
            pool.openings.request(opening, key, true);
        }
        return new Waiting(waiter, opening);
    }

    /** One that waits, and what for. */
    record Waiting(ShareWaiter<Object> waiter, Opening<String, Object> opening) {

        boolean isGranted() {
            return waiter.state() == ShareWaiter.GRANTED;
        }
    }

    /** It has waited for long enough. */
    void leaves(Waiting waiting) {
        assertThat(waiting.waiter.leave()).isTrue();
        pool.openings.drop(waiting.opening, waiting.waiter);
    }

    static Seat<Object> seatOf(Held held) {
        return ShareAccess.get().seat(held);
    }

    static SharedResource<Object> resourceOf(Held held) {
        return seatOf(held).of();
    }

    /** As much time passes as this is, and a bit; calls that have run out of it are given up. */
    void outlast(Duration timeout) {
        steps.advance(timeout.toNanos() + 1);
        pool.upkeep.calls.upkeep(steps.nanos());
    }

    /** A close is given up, and then the abort that follows it. */
    void outlastCloseAndAbort() {
        outlast(pool.config.closeTimeout());
        outlast(pool.config.closeTimeout());
    }

    /** Another thread has done this by the time it is back. */
    static void byAnother(Runnable act) {
        FutureTask<Void> done = new FutureTask<>(act, null);
        Thread another = new Thread(done, "another");
        another.start();
        try {
            done.get(60, TimeUnit.SECONDS);
            another.join(TimeUnit.SECONDS.toMillis(60));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Does this once. */
    static Runnable once(Runnable act) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                act.run();
            }
        };
    }

    /** A handle whose every step is the test's. */
    static final class Held extends ShareHandle<Object> {

        Held(Grant<Object> grant) {
            super(grant);
        }

        boolean enters() {
            return enter();
        }

        void leaves() {
            leave();
        }

        boolean makes(LeaseChild child) {
            return addChild(child);
        }

        void unmakes(LeaseChild child) {
            removeChild(child);
        }

        void givesOut() {
            givenOut();
        }

        void suspects(Throwable why) {
            suspect(why);
        }

        boolean retires(Retirement how, @Nullable Throwable why) {
            return retireShare(how, why);
        }

        boolean giveBack() {
            return end();
        }

        boolean isOver() {
            return isEnded();
        }

        String text() {
            return endedText();
        }
    }

    private final class Driver implements SharedResourceFactory<String, Object, Held> {

        @Override
        public String nameOf(@Nullable Object resource) {
            withinName.run();
            return SharedResourceFactory.super.nameOf(resource);
        }

        @Override
        public Object open(String key) throws Exception {
            opens++;
            withinOpen.run();
            Exception thrown = openFailure;
            if (thrown != null) {
                throw thrown;
            }
            return new Object();
        }

        @Override
        public @Nullable CallerContext callerContext(String key) {
            withinCaller.run();
            return null;
        }

        @Override
        public Held share(Object resource, Grant<Object> grant) {
            return new Held(grant);
        }

        @Override
        public boolean check(Object resource, Duration timeout) {
            checks++;
            withinCheck.run();
            return alive;
        }

        @Override
        public void close(Object resource) throws Exception {
            closes++;
            withinClose.run();
            failToEnd();
        }

        @Override
        public void abort(Object resource) throws Exception {
            aborts++;
            failToEnd();
        }

        private void failToEnd() throws Exception {
            Exception thrown = endFailure;
            if (thrown != null) {
                throw thrown;
            }
        }

        @Override
        public String textOfError(Throwable error) {
            inWords.add(error);
            return SharedResourceFactory.super.textOfError(error);
        }

        @Override
        public String textOf(String key) {
            withinText.run();
            return key;
        }
    }
}
