package io.leasehold.hbasedrills;

/**
 * Has the current thread, until it is closed, and the threads that it starts, look for classes and files where HBase is: Hadoop and
 * HBase look where the thread does, which else is the program. Opened and closed by one thread.
 */
final class OwnLoader implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    OwnLoader() {
        thread.setContextClassLoader(OwnLoader.class.getClassLoader());
    }

    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
