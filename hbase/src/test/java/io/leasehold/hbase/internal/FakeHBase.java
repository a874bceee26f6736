package io.leasehold.hbase.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Objects of HBase's interfaces that do nothing: whatever a method declares to give back is another such object, a pending
 * future, or nothing. Writes down what was called.
 */
final class FakeHBase {
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Object[]> arguments = new ConcurrentHashMap<>();
    private final Map<String, Callable<?>> scripts = new ConcurrentHashMap<>();
    private final List<CompletableFuture<?>> pending = Collections.synchronizedList(new ArrayList<>());

    <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Handler(type)));
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /** What the method was last called with; called as in {@code Table.put}. */
    Object[] argumentsOf(String method) {
        return arguments.get(method);
    }

    /** Has the method do that from now on. */
    void script(String method, Callable<?> does) {
        scripts.put(method, does);
    }

    void forgetCalls() {
        calls.clear();
    }

    List<CompletableFuture<?>> pending() {
        return List.copyOf(pending);
    }

    private final class Handler implements InvocationHandler {
        private final Class<?> type;

        Handler(Class<?> type) {
            this.type = type;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Exception {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> given != null && proxy == given[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "fake " + type.getSimpleName();
                };
            }
            String name = type.getSimpleName() + "." + method.getName();
            calls.add(name);
            arguments.put(name, given == null ? new Object[0] : given);
            Callable<?> script = scripts.get(name);
            return script != null ? script.call() : of(method.getGenericReturnType());
        }
    }

    private @Nullable Object of(Type type) {
        Class<?> raw = raw(type);
        if (raw == CompletableFuture.class) {
            Class<?> yields = raw(((ParameterizedType) type).getActualTypeArguments()[0]);
            CompletableFuture<Object> future =
                    Types.isLive(yields) ? CompletableFuture.completedFuture(fake(yields)) : new CompletableFuture<>();
            pending.add(future);
            return future;
        }
        if (raw == List.class && type instanceof ParameterizedType list) {
            Type element = list.getActualTypeArguments()[0];
            return raw(element) == CompletableFuture.class ? List.of(of(element)) : List.of();
        }
        if (Types.isLive(raw)) {
            return fake(raw);
        }
        return Types.zero(raw);
    }

    private static Class<?> raw(Type type) {
        return Types.raw(type);
    }
}
