package io.leasehold.gateway.internal.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * A thread for each connection: a virtual one where the JVM has them for good (JDK 21), else a platform thread with a small stack.
 * Stateless.
 *
 * <p>256 KB are enough: a connection's thread reads messages whose nesting is bounded ({@link GuardedProtocol}) and waits; what is
 * deep, drivers and their like, runs on operations' threads.
 */
final class ConnectionThreads {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
    private static final long STACK = 256 * 1024;
    private static final Optional<Virtual> VIRTUAL =
            Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS ? Optional.of(Virtual.find()) : Optional.empty();

    private ConnectionThreads() {}

    static boolean areVirtual() {
        return VIRTUAL.isPresent();
    }

    /** A thread that is not started yet, and keeps no JVM alive. */
    static Thread unstarted(String name, Runnable task) {
        return VIRTUAL.map(virtual -> virtual.unstarted(name, task)).orElseGet(() -> platform(name, task));
    }

    static Thread platform(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, STACK, false);
        thread.setDaemon(true);
        return thread;
    }

    /** {@code Thread.ofVirtual().name(name).unstarted(task)}, which the classes of JDK 17 do not have. */
    private record Virtual(MethodHandle builder, MethodHandle named, MethodHandle unstarted) {

        static Virtual find() {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            try {
                Class<?> builder = Class.forName("java.lang.Thread$Builder");
                Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
                return new Virtual(
                        lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual)),
                        lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class)),
                        lookup.findVirtual(builder, "unstarted", MethodType.methodType(Thread.class, Runnable.class)));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("this JVM has no virtual threads, though it is of a version that should", e);
            }
        }

        Thread unstarted(String name, Runnable task) {
            try {
                Object fresh = builder.invoke();
                Object withName = named.invoke(fresh, name);
                return (Thread) unstarted.invoke(withName, task);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new LinkageError("a virtual thread could not be made", e);
            }
        }
    }
}
