package io.leasehold.internal;

import java.util.Objects;

/**
 * What may be a key. A key that is compared by identity finds nothing again when it is made anew, so that each acquire would open another
 * resource until none may be opened. Applied where a key is seen for the first time, never on the short path. Safe for any thread.
 */
public final class KeyRule {

    private KeyRule() {}

    /**
     * The key, if it is a value: its class says what equals means, or there is one object of each such value anyway.
     *
     * @throws IllegalArgumentException naming the key's class, if it is not; the key's text is not told, since it may hold a secret
     */
    public static <K> K value(K key) {
        Class<?> type = Objects.requireNonNull(key, "key").getClass();
        if (key instanceof Class<?> || !isComparedByIdentity(type)) {
            return key;
        }
        throw new IllegalArgumentException("a key of class " + type.getTypeName()
                + " is no value: it is compared by identity, so that another object that means the same would open another"
                + " resource; take a record, a string, or a class that has equals and hashCode");
    }

    private static boolean isComparedByIdentity(Class<?> type) {
        try {
            return type.isArray() || type.getMethod("equals", Object.class).getDeclaringClass() == Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
