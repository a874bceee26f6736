package io.leasehold.internal.shared;

import java.util.Objects;

/**
 * A key and its hash, read once: what a map is looked up and kept by, so that a key which changes afterwards is found and
 * taken out again all the same. Immutable.
 */
final class Key {

    final Object value;
    private final int hash;

    Key(Object value) {
        this.value = Objects.requireNonNull(value, "key");
        this.hash = value.hashCode();
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Key key && hash == key.hash && (value == key.value || value.equals(key.value));
    }
}
