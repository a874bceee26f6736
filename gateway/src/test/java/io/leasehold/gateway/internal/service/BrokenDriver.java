package io.leasehold.gateway.internal.service;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** H2's driver, of which a test breaks what it names. */
public final class BrokenDriver extends WatchedDriver {

    /** What is thrown by calls, by their names, and by statements, by how they begin. */
    static final Map<String, Supplier<Throwable>> BROKEN = new ConcurrentHashMap<>();

    @Override
    void calls(Method call, Object[] given) throws Throwable {
        String sql = given != null && given.length > 0 && given[0] instanceof String text ? text : "";
        for (Map.Entry<String, Supplier<Throwable>> broken : BROKEN.entrySet()) {
            if (call.getName().equals(broken.getKey()) || sql.startsWith(broken.getKey())) {
                throw broken.getValue().get();
            }
        }
    }
}
