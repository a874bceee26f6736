package io.leasehold.hbase.internal;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.client.Connection;
import org.jspecify.annotations.Nullable;

/** What reflection says about types. */
final class Types {
    private Types() {}

    /** Whether objects of the type reach the cluster: judged by an object that has no other type. */
    static boolean isLive(Class<?> type) {
        return type == Connection.class
                || type.isInterface()
                        && !Live.interfacesOf(new FakeHBase().fake(type)).isEmpty();
    }

    /** What a user of the interface can call, but for what its documentation tells to leave alone. */
    static List<Method> methodsOf(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                .toList();
    }

    /** The type and all its arguments, down to the last. */
    static Stream<Class<?>> mentioned(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return Stream.concat(
                    Stream.of(raw(type)),
                    Arrays.stream(parameterized.getActualTypeArguments()).flatMap(Types::mentioned));
        }
        if (type instanceof WildcardType wildcard) {
            return Arrays.stream(wildcard.getUpperBounds()).flatMap(Types::mentioned);
        }
        Class<?> raw = raw(type);
        return Stream.of(raw.isArray() ? innermost(raw) : raw);
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> simple) {
            return simple;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
        }
        if (type instanceof TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        return raw(((WildcardType) type).getUpperBounds()[0]);
    }

    static @Nullable Object zero(Class<?> type) {
        return type == void.class || !type.isPrimitive() ? null : Array.get(Array.newInstance(type, 1), 0);
    }

    private static Class<?> innermost(Class<?> array) {
        return array.isArray() ? innermost(array.getComponentType()) : array;
    }
}
