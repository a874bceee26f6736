package io.leasehold.jdbc.internal.settings;

/** Makes objects of classes that settings name. Stateless. */
public final class Classes {

    private Classes() {}

    /**
     * An object of a class that the application's or this class's loader finds.
     *
     * @throws IllegalArgumentException saying what to do, if it cannot be made
     */
    public static Object instance(String className) {
        Class<?> type = find(className);
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "cannot be made: it needs a public constructor without parameters that does not fail", e);
        }
    }

    private static Class<?> find(String className) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            try {
                return Class.forName(className, true, context);
            } catch (ClassNotFoundException e) {
                // The next loader may have it: a driver often lives beside the pool, not beside the application.
            }
        }
        try {
            return Class.forName(className);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "there is no such class: correct the name, or put its jar on the class path", e);
        }
    }
}
