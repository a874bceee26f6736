package io.leasehold.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that another thread does. */
public final class Doing<T> {

    private static final long SECONDS_TO_WAIT = 60;

    public final Thread thread;
    private final FutureTask<T> task;

    public Doing(Callable<T> call, String name) {
        task = new FutureTask<>(call);
        thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    public boolean isDone() {
        return task.isDone();
    }

    /** What came of it; throws what it threw. */
    public T get() throws Exception {
        try {
            return task.get(SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new AssertionError("the thread failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(
                    thread.getName() + " does not end: " + java.util.List.of(thread.getStackTrace()), e);
        }
    }

    /** What came of it, or what it threw if that is an exception; an error of an assertion is thrown on. */
    public Object failureOrResult() throws InterruptedException {
        try {
            return get();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return e;
        }
    }

    /** What it threw; fails if it ended well. */
    public Throwable failure() throws InterruptedException {
        try {
            task.get(SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError(thread.getName() + " does not end", e);
        }
        throw new AssertionError("it ended well");
    }
}
