package io.leasehold.gateway.internal.operation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a client has set in its session: where it is, and names with values. Kept here, and answered from here; only names that the
 * operator lists reach the database. Safe for any number of threads.
 */
public final class SessionVariables {

    private final Set<String> allowed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> all = new TreeMap<>();
    private final Map<String, String> ofDatabase = new LinkedHashMap<>();
    private final Optional<String> first;
    private Optional<String> namespace;

    SessionVariables(Set<String> allowed, Optional<String> namespace) {
        this.allowed = allowed;
        this.first = namespace;
        this.namespace = namespace;
    }

    /** As when the session was opened. */
    void clear() {
        lock.lock();
        try {
            all.clear();
            ofDatabase.clear();
            namespace = first;
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

    public void set(String name, String value) {
        lock.lock();
        try {
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
