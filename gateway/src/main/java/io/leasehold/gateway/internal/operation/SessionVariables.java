package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a client has set in its session: where it is, and names with values. Kept here, and answered from here; only names that the
 * operator lists reach the database. Safe for any number of threads.
 */
public final class SessionVariables {

    private static final int MOST_CHARACTERS = 64 * 1024;

    /** A name costs more than its letters. */
    private static final int CHARACTERS_OF_AN_ENTRY = 64;

    private final Set<String> allowed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> all = new TreeMap<>();
    private final Map<String, String> ofDatabase = new LinkedHashMap<>();
    private Optional<String> namespace;
    private int characters;
    private First first;

    SessionVariables(Set<String> allowed, Optional<String> namespace) {
        this.allowed = allowed;
        this.namespace = namespace;
        this.first = new First(Map.of(), Map.of(), 0, namespace);
    }

    /** What was there when the session was open. */
    private record First(
            Map<String, String> all, Map<String, String> ofDatabase, int characters, Optional<String> namespace) {}

    /** The session is open: with what its client has set by now it begins, and begins anew. */
    public void opened() {
        lock.lock();
        try {
            first = new First(new TreeMap<>(all), new LinkedHashMap<>(ofDatabase), characters, namespace);
        } finally {
            lock.unlock();
        }
    }

    /** As when the session was opened. */
    void clear() {
        lock.lock();
        try {
            all.clear();
            all.putAll(first.all());
            ofDatabase.clear();
            ofDatabase.putAll(first.ofDatabase());
            characters = first.characters();
            namespace = first.namespace();
        } finally {
            lock.unlock();
        }
    }

    public Optional<String> namespace() {
        lock.lock();
        try {
            return namespace;
        } finally {
            lock.unlock();
        }
    }

    public void namespace(String value) {
        lock.lock();
        try {
            namespace = Optional.of(value);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the name is one of the database's that clients may set. */
    public boolean isOfDatabase(String name) {
        return allowed.stream().anyMatch(one -> one.equalsIgnoreCase(name));
    }

    /** @throws ClientErrorException if the session would have set more than it may */
    public void set(String name, String value) throws ClientErrorException {
        lock.lock();
        try {
            int more = size(name, value) - (all.containsKey(name) ? size(name, all.get(name)) : 0);
            if (characters + more > MOST_CHARACTERS) {
                throw new ClientErrorException(
                        "54000",
                        "what a session has set may have " + MOST_CHARACTERS + " characters in all, "
                                + CHARACTERS_OF_AN_ENTRY + " beside each name and value included");
            }
            characters += more;
            all.put(name, value);
            if (isOfDatabase(name)) {
                String key = name.toLowerCase(Locale.ROOT);
                ofDatabase.remove(key);
                ofDatabase.put(key, value);
            }
        } finally {
            lock.unlock();
        }
    }

    private static int size(String name, @Nullable String value) {
        return CHARACTERS_OF_AN_ENTRY + name.length() + (value == null ? 0 : value.length());
    }

    /** By name. */
    public Map<String, String> all() {
        lock.lock();
        try {
            return new TreeMap<>(all);
        } finally {
            lock.unlock();
        }
    }

    /** Those that reach the database, in the order in which they were set. */
    Map<String, String> ofDatabase() {
        lock.lock();
        try {
            return new LinkedHashMap<>(ofDatabase);
        } finally {
            lock.unlock();
        }
    }
}
