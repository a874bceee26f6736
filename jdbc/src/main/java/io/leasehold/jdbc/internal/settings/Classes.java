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
        try {
            return find(className).getConstructor().newInstance();
        } catch (LinkageError e) {
            throw new IllegalArgumentException(
                    "cannot be loaded (" + cause(e) + "): put what it needs on the class path, in the version it needs",
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "cannot be made: it needs a public constructor without parameters that does not fail", e);
        }
    }

    /** A linkage error names the class that is not there, or does not fit; what an initializer threw may say anything. */
    private static String cause(LinkageError e) {
        return e instanceof ExceptionInInitializerError ? e.getClass().getName() : e.toString();
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
