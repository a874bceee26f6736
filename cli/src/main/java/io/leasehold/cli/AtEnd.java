package io.leasehold.cli;

/** What is done when this JVM ends, as by Ctrl-C, unless it was cancelled before. For one thread. */
final class AtEnd {

    private final Thread hook;

    AtEnd(String name, Runnable act) {
        hook = new Thread(act, name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This JVM is ending, and the act is being done.
        }
    }
}
