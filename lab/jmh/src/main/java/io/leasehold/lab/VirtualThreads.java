package io.leasehold.lab;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Virtual threads where the JVM has them, reached from code that is compiled for 17. Thread-safe. */
public final class VirtualThreads {
    private static final @Nullable MethodHandle START = find();

    private VirtualThreads() {}

    public static boolean available() {
        return START != null;
    }

    /** Starts a virtual thread; refused on a JVM without them. */
    public static Thread start(Runnable task) {
        if (START == null) {
            throw new IllegalStateException("Virtual threads need JDK 21 or later; pass one with --jdk25.");
        }
        try {
            return (Thread) START.invokeExact(task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable MethodHandle find() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            // a JVM before 21
            return null;
        }
    }
}
