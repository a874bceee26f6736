package io.leasehold.gateway.internal.backend;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Calls a driver's own public methods, since no driver is on the gateway's class path. Stateless. */
final class Reflected {

    private Reflected() {}

    /** What the method without parameters gives; null if there is none, or it fails: every caller has a safe answer for that. */
    static @Nullable Object call(@Nullable Object target, String method) {
        Method found = target == null ? null : find(target.getClass(), method);
        if (found == null) {
            return null;
        }
        try {
            return found.invoke(target);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** By a public class or interface: a public method of a class that is not cannot be called. */
    private static @Nullable Method find(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            Method found = declared(at, name);
            for (Class<?> face : at.getInterfaces()) {
                found = found == null ? find(face, name) : found;
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Method declared(Class<?> type, String name) {
        if (!Modifier.isPublic(type.getModifiers())) {
            return null;
        }
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
