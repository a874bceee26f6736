package io.leasehold.lab.stub;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of every query: {@value #COUNT} of them, whose columns are all 1. As little thread-safe as a real result.
 *
 * <p>Made by a proxy without reflection: the names that matter are compared, the rest is {@link Absent}'s.
 */
final class StubRows implements InvocationHandler {
    private static final int COUNT = 10;

    private final ResultSet result =
            (ResultSet) Proxy.newProxyInstance(StubRows.class.getClassLoader(), new Class<?>[] {ResultSet.class}, this);
    private int row;
    private boolean closed;

    /** The result, before its first row. */
    ResultSet fromTheFirst() {
        row = 0;
        closed = false;
        return result;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "next" -> row++ < COUNT;
            case "getInt" -> 1;
            case "getLong" -> 1L;
            case "close" -> {
                closed = true;
                yield null;
            }
            case "isClosed" -> closed;
            default -> Absent.answer(proxy, method, arguments);
        };
    }
}
