package io.leasehold.gateway.internal.settings;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.gateway.internal.settings.Node.Entries;
import io.leasehold.gateway.internal.settings.Node.Entry;
import io.leasehold.session.SessionConfig;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes records of settings from a file's tree: each component is the setting of its name. For one thread.
 *
 * <p>Nothing is refused before all is known. A value that cannot be read is noted, and what is usual takes its place; so the record
 * can be made, and says what it finds wrong with the others; what it refuses is replaced in turn, so that the record around it can
 * look at how its parts stand to each other. Of a setting that was noted nothing more is said.
 */
final class Binder {

    private static final String NAME = "name";

    private final Notes notes;
    private final Values values;

    Binder(Notes notes, Values values) {
        this.notes = notes;
        this.values = values;
    }

    /**
     * @param path of the record in the file
     * @param given components that do not come from these entries
     * @return the record, made as far as it could be; empty if something of it must be given and is not
     */
    <R extends Record> Optional<R> bind(Class<R> type, Entries entries, String path, Map<String, Object> given) {
        Map<String, RecordComponent> known = settings(type);
        given.keySet().forEach(known::remove);
        entries.entries().forEach((key, entry) -> {
            notes.at(Notes.join(path, key), entry.line());
            if (!known.containsKey(key)) {
                unknown(path, key, entry, known);
            }
        });
        Map<String, Object> made = new LinkedHashMap<>(given);
        boolean whole = true;
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            if (!made.containsKey(name)) {
                Optional<Object> value = known.containsKey(name) ? read(component, entries, path) : Optional.empty();
                Optional<Object> usual = Records.usual(component);
                whole &= value.isPresent() || usual.isPresent();
                made.put(name, value.or(() -> usual).orElseGet(() -> values.placeholder(component)));
            }
        }
        Optional<R> record = make(type, made, path);
        return whole ? record : Optional.empty();
    }

    /** Those that a file may have. */
    private static Map<String, RecordComponent> settings(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getAnnotation(NotInFile.class) == null)
                .filter(component ->
                        type != SessionConfig.class || !component.getName().equals(NAME))
                .collect(Collectors.toMap(
                        RecordComponent::getName, component -> component, (a, b) -> a, LinkedHashMap::new));
    }

    private void unknown(String path, String key, Entry entry, Map<String, RecordComponent> known) {
        String nearest = InvalidConfigException.nearest(key, known.keySet())
                .map(name -> "; the nearest is " + name)
                .orElse("");
        notes.refuse(Notes.join(path, Notes.shown(key)), entry.line(), Notes.NOT_SHOWN, "is no setting" + nearest);
    }

    private Optional<Object> read(RecordComponent component, Entries entries, String path) {
        String at = Notes.join(path, component.getName());
        Entry entry = entries.entries().get(component.getName());
        if (entry == null) {
            if (Records.usual(component).isEmpty()) {
                notes.refuse(at, notes.lineOf(path), "not given", "must be given");
            }
            return Optional.empty();
        }
        return values.read(component, entry.value(), at, this);
    }

    private <R extends Record> Optional<R> make(Class<R> type, Map<String, Object> made, String path) {
        try {
            return Optional.of(Records.make(type, made));
        } catch (InvalidConfigException e) {
            notes.refuseAll(path, e.violations());
            return makeWithout(type, made, e.violations());
        }
    }

    /** What is usual in place of what was refused, if that makes a record. */
    private static <R extends Record> Optional<R> makeWithout(
            Class<R> type, Map<String, Object> made, List<Violation> violations) {
        Map<String, Object> mended = new LinkedHashMap<>(made);
        for (RecordComponent component : type.getRecordComponents()) {
            boolean refused = violations.stream()
                    .anyMatch(violation -> violation.setting().equals(component.getName()));
            if (refused) {
                Records.usual(component).ifPresent(usual -> mended.put(component.getName(), usual));
            }
        }
        try {
            return Optional.of(Records.make(type, mended));
        } catch (InvalidConfigException e) {
            return Optional.empty();
        }
    }
}
