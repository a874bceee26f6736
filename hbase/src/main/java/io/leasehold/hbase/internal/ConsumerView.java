package io.leasehold.hbase.internal;

import io.leasehold.hbase.ShareEndedException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.client.ScanResultConsumerBase;
import org.jspecify.annotations.Nullable;

/**
 * Stands between HBase's threads and a holder's consumer of an asynchronous scan. The end of the share ends the scan: the
 * consumer hears of it once, as an error, and of nothing after it; HBase is told to stop at its next word, and a scan that was
 * suspended is resumed to be told so. Used by HBase's threads, for one scan by one at a time, and by who ends the share.
 */
final class ConsumerView implements InvocationHandler {
    private static final String CONSUMER = "org.apache.hadoop.hbase.client.AdvancedScanResultConsumer";
    private static final Optional<Class<?>> CONTROLLER = Live.find(CONSUMER + "$ScanController");
    private static final Optional<Class<?>> RESUMER = Live.find(CONSUMER + "$ScanResumer");
    private static final List<Class<?>> KINDS = Stream.of(CONSUMER, "org.apache.hadoop.hbase.client.ScanResultConsumer")
            .map(Live::find)
            .flatMap(Optional::stream)
            .toList();

    private final HBaseShare share;
    private final ScanResultConsumerBase consumer;
    private final ShareChild child;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Object resumer;

    private ConsumerView(HBaseShare share, ScanResultConsumerBase consumer) {
        this.share = share;
        this.consumer = consumer;
        this.child = new ShareChild("a scan of " + share, this::endWithShare);
    }

    static Object of(HBaseShare share, ScanResultConsumerBase consumer) throws Exception {
        List<Class<?>> kinds =
                KINDS.stream().filter(kind -> kind.isInstance(consumer)).toList();
        if (kinds.isEmpty()) {
            return consumer;
        }
        ConsumerView view = new ConsumerView(share, consumer);
        share.keep(view.child);
        return Views.proxy(view, kinds);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(consumer, arguments);
        }
        if (over.get()) {
            return stop(method, arguments);
        }
        if (method.getName().equals("onComplete") || method.getName().equals("onError")) {
            if (!over.compareAndSet(false, true)) {
                return null;
            }
            share.forget(child);
        }
        return pass(method, arguments);
    }

    private @Nullable Object pass(Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] passed = arguments == null ? new Object[0] : arguments.clone();
        for (int i = 0; i < passed.length; i++) {
            Object given = passed[i];
            passed[i] = CONTROLLER.isPresent() && CONTROLLER.get().isInstance(given)
                    ? Views.proxy(new Controller(share, given), List.of(CONTROLLER.get()))
                    : given;
        }
        try {
            return method.invoke(consumer, passed);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private @Nullable Object stop(Method method, Object @Nullable [] arguments) throws Throwable {
        for (Object argument : arguments == null ? new Object[0] : arguments) {
            if (CONTROLLER.isPresent() && CONTROLLER.get().isInstance(argument)) {
                CONTROLLER.get().getMethod("terminate").invoke(argument);
            }
        }
        return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
    }

    private void endWithShare() throws Exception {
        if (over.compareAndSet(false, true)) {
            // First, since the consumer may throw or hang; nothing that HBase says meanwhile reaches it.
            try {
                resume(resumer);
            } finally {
                consumer.onError(new ShareEndedException(share.endedMessage()));
            }
        }
    }

    private static void resume(@Nullable Object suspended) throws Exception {
        if (suspended != null && RESUMER.isPresent()) {
            RESUMER.get().getMethod("resume").invoke(suspended);
        }
    }

    /** The call that should have begun the scan failed. */
    void neverBegan() {
        over.set(true);
        share.forget(child);
    }

    /**
     * Notes how a scan that is suspended can be resumed; resuming one that runs does nothing. If the share was revoked meanwhile, who
     * ended the scan may have found nothing to resume, and it is done here.
     */
    private final class Controller extends View {

        Controller(HBaseShare share, Object raw) {
            super(share, raw);
        }

        @Override
        @Nullable Object given(@Nullable Object result) throws Exception {
            if (RESUMER.isPresent() && RESUMER.get().isInstance(result)) {
                resumer = result;
                if (over.get()) {
                    resume(result);
                }
            }
            return super.given(result);
        }
    }
}
