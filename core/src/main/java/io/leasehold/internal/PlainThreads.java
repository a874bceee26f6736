package io.leasehold.internal;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes daemon threads that carry nothing of whoever happened to need them first: no inherited thread locals, no context class
 * loader, no Subject or protection domain of an application.
 */
final class PlainThreads {

    private PlainThreads() {}

    @SuppressWarnings(
            "removal") // up to Java 23 a thread inherits the access control context, and with it class loaders
    static Thread daemon(String name, Runnable task) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(topGroup(), task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
    }

    private static ThreadGroup topGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
