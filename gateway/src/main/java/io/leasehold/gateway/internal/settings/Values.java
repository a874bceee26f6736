package io.leasehold.gateway.internal.settings;

import io.leasehold.gateway.Secret;
import io.leasehold.gateway.internal.settings.Node.Entries;
import io.leasehold.gateway.internal.settings.Node.Items;
import io.leasehold.gateway.internal.settings.Node.Refused;
import io.leasehold.gateway.internal.settings.Node.Scalar;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads parts of a file's tree as values of the types that settings have; what cannot be read is noted. For one thread.
 *
 * <p>Lists of records with a name are mappings in the file, from that name to the rest.
 */
final class Values {

    private static final String NAME = "name";
    private static final String FILE = "file:";

    /** With or without a unit, or what somebody takes for one. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})? ?[A-Za-z]{0,3}");

    private final Notes notes;
    private final Path folder;
    private final Predicate<String> isVariable;
    private boolean secretsInFile;

    /**
     * @param folder from where paths count
     * @param isVariable whether the environment has a variable of this name
     */
    Values(Notes notes, Path folder, Predicate<String> isVariable) {
        this.notes = notes;
        this.folder = folder;
        this.isVariable = isVariable;
    }

    boolean hasSecretsInFile() {
        return secretsInFile;
    }

    /** Stands in for what must be given and was not, so that the rest can be looked at. */
    Object placeholder(RecordComponent component) {
        return component.getType() == Path.class ? folder : "";
    }

    Optional<Object> read(RecordComponent component, Node node, String path, Binder binder) {
        String range =
                Range.of(component).map(allowed -> ": " + allowed.words()).orElse("");
        return read(component.getGenericType(), range, node, path, binder);
    }

    private Optional<Object> read(Type type, String range, Node node, String path, Binder binder) {
        notes.at(path, node.line());
        if (node instanceof Refused) {
            return Optional.empty();
        }
        if (type instanceof ParameterizedType generic) {
            return readGeneric(generic, node, path, binder);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord() && !Texts.isOne(plain)) {
            return entries(node, path)
                    .flatMap(entries -> binder.bind(plain.asSubclass(Record.class), entries, path, Map.of()));
        }
        if (!(node instanceof Scalar scalar) || scalar.isNothing()) {
            refuse(path, node, "must have one value; leave the key out for what is usual");
            return Optional.empty();
        }
        return plain == Secret.class ? secret(scalar, path) : text(plain, range, scalar, path);
    }

    private Optional<Object> readGeneric(ParameterizedType type, Node node, String path, Binder binder) {
        Type[] arguments = type.getActualTypeArguments();
        Type element = arguments[arguments.length - 1];
        if (type.getRawType() == Optional.class) {
            return read(element, "", node, path, binder).map(Optional::of);
        }
        if (type.getRawType() == Map.class) {
            return entries(node, path).map(entries -> map(element, entries, path, binder));
        }
        if (type.getRawType() == Set.class) {
            return items(node, path).map(items -> set(element, items, path, binder));
        }
        Class<? extends Record> each = ((Class<?>) element).asSubclass(Record.class);
        return isNamed(each)
                ? entries(node, path).map(entries -> named(each, entries, path, binder))
                : items(node, path).map(items -> list(element, items, path, binder));
    }

    private static boolean isNamed(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getName().equals(NAME));
    }

    private Map<String, Object> map(Type element, Entries entries, String path, Binder binder) {
        Map<String, Object> map = new LinkedHashMap<>();
        entries.entries().forEach((key, entry) -> {
            String at = Notes.join(path, Notes.shown(key));
            notes.at(at, entry.line());
            read(element, "", entry.value(), at, binder).ifPresent(value -> map.put(key, value));
        });
        return map;
    }

    private Set<Object> set(Type element, Items items, String path, Binder binder) {
        Set<Object> set = new LinkedHashSet<>();
        for (Node node : items.nodes()) {
            read(element, "", node, path, binder).ifPresent(value -> {
                if (!set.add(value)) {
                    refuse(path, node, "has the same twice: leave one out");
                }
            });
        }
        return set;
    }

    private List<Object> list(Type element, Items items, String path, Binder binder) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < items.nodes().size(); i++) {
            read(element, "", items.nodes().get(i), path + "[" + (i + 1) + "]", binder)
                    .ifPresent(list::add);
        }
        return list;
    }

    private List<Object> named(Class<? extends Record> each, Entries entries, String path, Binder binder) {
        List<Object> list = new ArrayList<>();
        entries.entries().forEach((key, entry) -> {
            String at = Notes.join(path, Notes.shown(key));
            notes.at(at, entry.line());
            entries(entry.value(), at)
                    .flatMap(part -> binder.bind(each, part, at, Map.of(NAME, key)))
                    .ifPresent(list::add);
        });
        return list;
    }

    /** A mapping; a key with nothing behind it is an empty one. */
    private Optional<Entries> entries(Node node, String path) {
        if (node instanceof Entries entries) {
            return Optional.of(entries);
        }
        if (node instanceof Scalar scalar && scalar.isNothing()) {
            return Optional.of(Entries.none(node.line()));
        }
        if (!(node instanceof Refused)) {
            refuse(path, node, "must be a mapping: lines with a name, a colon and a value");
        }
        return Optional.empty();
    }

    private Optional<Items> items(Node node, String path) {
        if (node instanceof Items items) {
            return Optional.of(items);
        }
        refuse(path, node, "must be a list, such as [one, two]");
        return Optional.empty();
    }

    private Optional<Object> text(Class<?> type, String range, Scalar scalar, String path) {
        try {
            Object value = Texts.parse(type, type == Path.class ? pathOf(scalar.text()) : scalar.text());
            return Optional.of(value instanceof Path file ? folder.resolve(file) : value);
        } catch (BadTextException e) {
            // A word may be a password that came to stand on the wrong line; a number is what is wrong with the
            // setting.
            String shown = NUMBER.matcher(scalar.text()).matches() ? scalar.text() : Notes.NOT_SHOWN;
            notes.refuse(path, scalar.line(), shown, e.getMessage() + range);
            return Optional.empty();
        }
    }

    /** As secrets are said to be in a file, so may be what is a file at any rate. */
    private static String pathOf(String text) {
        return text.startsWith(FILE) ? text.substring(FILE.length()) : text;
    }

    private Optional<Object> secret(Scalar scalar, String path) {
        if (scalar.text().isEmpty()) {
            refuse(path, scalar, "must not be empty: leave the key out for none");
            return Optional.empty();
        }
        Secret secret;
        try {
            secret = Secret.parse(scalar.text(), folder);
        } catch (InvalidPathException e) {
            refuse(path, scalar, "must have the path of a file after file:");
            return Optional.empty();
        }
        problem(secret).ifPresent(problem -> notes.refuse(path, scalar.line(), secret.toString(), problem));
        secretsInFile |= secret.source() == Secret.Source.VALUE;
        return Optional.of(secret);
    }

    private Optional<String> problem(Secret secret) {
        return switch (secret.source()) {
            case FILE -> OwnerOnly.problem(Path.of(secret.place()));
            case ENVIRONMENT ->
                isVariable.test(secret.place())
                        ? Optional.empty()
                        : Optional.of("must be a variable of the environment; there is none of this name");
            case NONE, VALUE -> Optional.empty();
        };
    }

    private void refuse(String path, Node node, String allowed) {
        notes.refuse(path, node.line(), Notes.NOT_SHOWN, allowed);
    }
}
