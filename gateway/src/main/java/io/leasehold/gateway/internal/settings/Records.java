package io.leasehold.gateway.internal.settings;

import io.leasehold.gateway.Secret;
import io.leasehold.session.SessionConfig;
import io.leasehold.session.SessionRegistry;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes records of settings from what is given and what is usual. Pure functions. */
public final class Records {

    private Records() {}

    /** A record with one component changed. */
    public static <R extends Record> R with(R record, String component, Object value) {
        Map<String, Object> values = values(record);
        if (values.replace(component, value) == null) {
            throw new IllegalStateException(record.getClass() + " has no setting " + component);
        }
        @SuppressWarnings("unchecked") // what getClass() says of an R
        Class<R> type = (Class<R>) record.getClass();
        return make(type, values);
    }

    /** A record of what is given, and what is usual for the rest. */
    public static <R extends Record> R usual(Class<R> type, Map<String, Object> given) {
        Map<String, Object> values = new LinkedHashMap<>(given);
        for (RecordComponent component : type.getRecordComponents()) {
            if (!values.containsKey(component.getName())) {
                values.put(
                        component.getName(),
                        usual(component).orElseThrow(() -> new IllegalStateException(component + " must be given")));
            }
        }
        return make(type, values);
    }

    /** What a component is where nothing is said; empty if it must be given. */
    static Optional<Object> usual(RecordComponent component) {
        Class<?> type = component.getType();
        Usual usual = component.getAnnotation(Usual.class);
        if (usual != null) {
            try {
                return Optional.of(Texts.parse(type, usual.value()));
            } catch (BadTextException e) {
                throw new IllegalStateException("what is usual for " + component + " " + e.getMessage(), e);
            }
        }
        if (component.getDeclaringRecord() == SessionConfig.class) {
            return Optional.of(value(SessionRegistry.named("gateway").config(), component));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return Optional.of(type == Set.class ? Set.of() : List.of());
        }
        return usual(type);
    }

    private static Optional<Object> usual(Class<?> type) {
        if (type == Optional.class) {
            return Optional.of(Optional.empty());
        }
        if (type == Map.class) {
            return Optional.of(Map.of());
        }
        if (type == Secret.class) {
            return Optional.of(Secret.NONE);
        }
        if (!type.isRecord()) {
            return Optional.empty();
        }
        RecordComponent[] components = type.getRecordComponents();
        boolean all =
                Arrays.stream(components).allMatch(component -> usual(component).isPresent());
        return all ? Optional.of(usual(type.asSubclass(Record.class), Map.of())) : Optional.empty();
    }

    /**
     * A record of these values.
     *
     * @throws io.leasehold.InvalidConfigException if it refuses them
     */
    static <R extends Record> R make(Class<R> type, Map<String, Object> values) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> values.get(component.getName()))
                    .toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> values(Record record) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            values.put(component.getName(), value(record, component));
        }
        return values;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy that cannot change and keeps the order in which things were written. */
    public static <T> Set<T> inOrder(Set<T> set) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(set));
    }

    /** A copy that cannot change and keeps the order in which things were written. */
    public static <K, V> Map<K, V> inOrder(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
