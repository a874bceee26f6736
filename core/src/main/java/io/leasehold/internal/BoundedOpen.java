package io.leasehold.internal;

/**
 * One open, on a worker, bounded in time. What it yields after it was given up is closed at once. It ends in exactly one of
 * {@link #opened}, {@link #failed} and {@link #givenUp}; a given up one in {@link #found} as well, once the driver let go.
 *
 * @param <R> the resource
 */
public abstract class BoundedOpen<R> extends DriverCall {

    protected BoundedOpen(long limitNanos) {
        super(limitNanos);
    }

    /** By the driver. */
    protected abstract R open() throws Exception;

    protected abstract void close(R resource) throws Exception;

    protected abstract void opened(R resource);

    protected abstract void failed(Throwable why);

    /** The driver let go of an open that was given up. */
    protected abstract void found();

    protected abstract void closeFailed(Throwable why);

    @Override
    protected void call() {
        if (isSettled()) {
            found();
            return;
        }
        R resource;
        try {
            resource = open();
        } catch (Throwable e) {
            if (settle()) {
                failed(e);
            } else {
                found();
            }
            return;
        }
        if (settle()) {
            opened(resource);
        } else {
            closeLate(resource);
        }
    }

    private void closeLate(R resource) {
        try {
            close(resource);
        } catch (Throwable e) {
            Telling.tell(() -> closeFailed(e));
        }
        found();
    }
}
