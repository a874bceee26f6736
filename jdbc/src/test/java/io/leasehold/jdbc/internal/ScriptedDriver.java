package io.leasehold.jdbc.internal;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.jspecify.annotations.Nullable;

/**
 * A driver without a database: every interface it gives is a proxy that answers with the plainest value there is, after
 * telling {@link #onCall}. Safe for any thread.
 */
final class ScriptedDriver {

    /** An interface that only this driver's objects have. */
    interface Own {}

    /** An interface that only what its objects wrap has. */
    interface Inner {}

    /** What a call does before it answers. */
    interface Script {
        void called(Object target, Method method) throws Throwable;
    }

    /** The calls so far, as {@code Interface.method}. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    /** What says that it is closed. */
    final List<Object> closed = new CopyOnWriteArrayList<>();

    /** What the last call got. */
    volatile Object @Nullable [] lastArguments;

    volatile Script onCall = (target, method) -> {};

    Connection connection() {
        return object(Connection.class);
    }

    <T> T object(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type, Own.class}, new Answers()));
    }

    /** For what is not a proxy. */
    void called(Object target, Method method) {
        calls.add(method.getDeclaringClass().getSimpleName() + "." + method.getName());
        try {
            onCall.called(target, method);
        } catch (Throwable e) {
            throw ScriptedDriver.<RuntimeException>undeclared(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E undeclared(Throwable e) throws E {
        throw (E) e;
    }

    private final class Answers implements InvocationHandler {

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            if (method.getName().equals("equals") && method.getDeclaringClass() == Object.class) {
                return proxy == arguments[0];
            }
            if (method.getName().equals("hashCode") && method.getDeclaringClass() == Object.class) {
                return System.identityHashCode(proxy);
            }
            lastArguments = arguments;
            called(proxy, method);
            return answer(proxy, method, arguments);
        }

        private @Nullable Object answer(Object proxy, Method method, Object @Nullable [] arguments) {
            return switch (method.getName()) {
                case "isClosed" -> closed.contains(proxy);
                case "getSource" -> new StreamSource(DriverStreams.input(ScriptedDriver.this));
                case "setResult" -> new StreamResult(DriverStreams.output(ScriptedDriver.this));
                case "unwrap" -> object((Class<?>) arguments[0]);
                case "isWrapperFor" -> arguments[0] == Inner.class;
                default -> plain(method.getReturnType());
            };
        }

        private @Nullable Object plain(Class<?> type) {
            if (type == InputStream.class) {
                return DriverStreams.input(ScriptedDriver.this);
            }
            if (type == Reader.class) {
                return DriverStreams.reader(ScriptedDriver.this);
            }
            if (type == OutputStream.class) {
                return DriverStreams.output(ScriptedDriver.this);
            }
            if (type == Writer.class) {
                return DriverStreams.writer(ScriptedDriver.this);
            }
            if (type.isInterface()) {
                return type == Map.class ? Map.of() : object(type);
            }
            return type == Properties.class ? new Properties() : primitive(type);
        }

        private static @Nullable Object primitive(Class<?> type) {
            if (type == boolean.class) {
                return true;
            }
            if (type == int.class) {
                return 1;
            }
            if (type == long.class) {
                return 1L;
            }
            if (type == short.class) {
                return (short) 1;
            }
            if (type == byte.class) {
                return (byte) 1;
            }
            if (type == float.class) {
                return 1f;
            }
            if (type == double.class) {
                return 1d;
            }
            return type == String.class || type == Object.class ? "text" : null;
        }
    }
}
