package io.leasehold.hbase.internal;

import io.leasehold.LeaseEndedException;
import io.leasehold.hbase.ShareEndedException;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The fence around one object made from a share: starts no call on it once the share has ended, and keeps the share
 * reachable. As safe for use by many threads as what it stands for.
 */
class View implements InvocationHandler {
    final HBaseShare share;
    private final Object raw;

    View(HBaseShare share, Object raw) {
        this.share = share;
        this.raw = raw;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return identity(proxy, method, arguments);
        }
        if (isClose(method)) {
            close();
            return null;
        }
        return call(method, arguments);
    }

    /** Closes this view alone. */
    void close() throws Exception {
        // Nothing is behind it that could be closed without closing what others hold.
    }

    @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        if (!share.enterCall()) {
            return refuse(method);
        }
        Object @Nullable [] passed = null;
        try {
            passed = share.views().in(arguments);
            return given(method.invoke(raw, passed));
        } catch (InvocationTargetException e) {
            share.views().failed(passed);
            share.failed(e.getTargetException());
            throw e.getTargetException();
        } finally {
            share.leaveCall();
            Reference.reachabilityFence(this);
        }
    }

    /** What the holder gets for the result of a call. */
    @Nullable Object given(@Nullable Object result) throws Exception {
        return result instanceof Configuration
                ? share.configuration()
                : share.views().out(result);
    }

    private @Nullable Object refuse(Method method) throws IOException {
        String message = share.endedMessage();
        if (method.getReturnType() == CompletableFuture.class) {
            return CompletableFuture.failedFuture(new ShareEndedException(message));
        }
        for (Class<?> declared : method.getExceptionTypes()) {
            if (declared.isAssignableFrom(ShareEndedException.class)) {
                throw new ShareEndedException(message);
            }
        }
        throw new LeaseEndedException(message);
    }

    private @Nullable Object identity(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> describe();
        };
    }

    /** Asks nothing of the object, which may be closed. */
    String describe() {
        return raw.getClass().getSimpleName() + " of " + share;
    }

    private static boolean isClose(Method method) {
        return method.getName().equals("close") && method.getParameterCount() == 0;
    }
}
