package io.leasehold.internal;

/** An error that knows whether it was written to the log: who does that asks for its cause. */
public final class SeenError extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private boolean logged;

    public SeenError() {
        super("made up");
    }

    @Override
    public synchronized Throwable getCause() {
        logged = true;
        return null;
    }

    public synchronized boolean isLogged() {
        return logged;
    }
}
