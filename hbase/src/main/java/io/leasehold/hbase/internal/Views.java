package io.leasehold.hbase.internal;

import java.io.Closeable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.hadoop.hbase.client.BufferedMutator;
import org.apache.hadoop.hbase.client.BufferedMutatorParams;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ScanResultConsumerBase;
import org.jspecify.annotations.Nullable;

/**
 * What passes between a holder and the shared connection: live objects come out as views, and what HBase would hand live
 * objects to goes in wrapped. Safe for use by many threads.
 */
final class Views {
    private final HBaseShare share;
    private final Connection handle;

    Views(HBaseShare share, Connection raw) {
        this.share = share;
        this.handle = (Connection) proxy(new ConnectionView(share, raw), List.of(Connection.class));
    }

    /** The holder's own connection. */
    Connection handle() {
        return handle;
    }

    /** What the holder gets for what a call gave. To be called inside a call. */
    @Nullable Object out(@Nullable Object given) throws Exception {
        if (given == null) {
            return null;
        }
        if (given instanceof Connection) {
            return handle;
        }
        if (given instanceof CompletableFuture<?> future) {
            return FencedFuture.of(share, future);
        }
        if (given instanceof List<?> list) {
            return list.stream().anyMatch(CompletableFuture.class::isInstance) ? each(list) : list;
        }
        List<Class<?>> interfaces = Live.interfacesOf(given);
        return interfaces.isEmpty() ? given : view(given, interfaces);
    }

    private List<@Nullable Object> each(List<?> list) throws Exception {
        List<@Nullable Object> views = new ArrayList<>(list.size());
        for (Object element : list) {
            views.add(out(element));
        }
        return views;
    }

    private Object view(Object raw, List<Class<?>> interfaces) throws Exception {
        if (!Live.isClosedWithShare(raw)) {
            return proxy(new View(share, raw), interfaces);
        }
        ClosingView view = new ClosingView(share, (Closeable) raw);
        Object proxy = proxy(view, interfaces);
        share.keep(view.child);
        return proxy;
    }

    /** What HBase gets for what the holder passes. To be called inside a call. */
    Object @Nullable [] in(Object @Nullable [] arguments) throws Exception {
        if (arguments == null) {
            return null;
        }
        Object[] passed = arguments.clone();
        for (int i = 0; i < passed.length; i++) {
            passed[i] = in(passed[i]);
        }
        return passed;
    }

    /** The call that was passed these has failed: what was to hear of it later hears of nothing, and is kept no longer. */
    void failed(Object @Nullable [] passed) {
        if (passed == null) {
            return;
        }
        for (Object argument : passed) {
            if (argument != null
                    && Proxy.isProxyClass(argument.getClass())
                    && Proxy.getInvocationHandler(argument) instanceof ConsumerView consumer) {
                consumer.neverBegan();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private Object in(Object argument) throws Exception {
        if (argument instanceof ScanResultConsumerBase consumer) {
            return ConsumerView.of(share, consumer);
        }
        if (argument instanceof BufferedMutatorParams params && params.getListener() != null) {
            BufferedMutator.ExceptionListener listener = params.getListener();
            return MutatorParams.copy(params, (error, raw) -> listener.onException(error, (BufferedMutator) lent(raw)));
        }
        if (argument instanceof Function<?, ?> maker) {
            return (Function<Object, Object>) raw -> ((Function<Object, Object>) maker).apply(lent(raw));
        }
        return argument;
    }

    /** The view of what HBase passes to a callback; it is not closed with the share, since HBase does that. */
    Object lent(Object raw) {
        List<Class<?>> interfaces = Live.interfacesOf(raw);
        return interfaces.isEmpty() ? raw : proxy(new View(share, raw), interfaces);
    }

    static Object proxy(InvocationHandler handler, List<Class<?>> interfaces) {
        Class<?>[] types = interfaces.toArray(new Class<?>[0]);
        return Proxy.newProxyInstance(types[0].getClassLoader(), types, handler);
    }
}
