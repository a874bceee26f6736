package io.leasehold.gateway.internal.settings;

import io.leasehold.session.OnDisconnect;
import io.leasehold.session.SessionConfig;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The records of settings, and what in each is a setting of the file. */
final class Tree {

    private Tree() {}

    /** A record and all that stand in it, each once, itself first. */
    static List<Class<? extends Record>> records(Class<? extends Record> root) {
        return Stream.concat(
                        Stream.of(root),
                        Arrays.stream(root.getRecordComponents())
                                .flatMap(component -> record(component.getGenericType()).stream())
                                .flatMap(type -> records(type).stream()))
                .<Class<? extends Record>>map(type -> type)
                .distinct()
                .toList();
    }

    /** The settings of the file in a record. */
    static List<RecordComponent> settings(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getAnnotation(NotInFile.class) == null)
                .filter(component ->
                        type != SessionConfig.class || !component.getName().equals("name"))
                .toList();
    }

    /** The record that a setting is, or is made of. */
    static Optional<Class<? extends Record>> record(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return record(arguments[arguments.length - 1]);
        }
        return type instanceof Class<?> plain && plain.isRecord() && plain != OnDisconnect.class
                ? Optional.of(plain.asSubclass(Record.class))
                : Optional.empty();
    }
}
