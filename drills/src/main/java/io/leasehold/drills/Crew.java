package io.leasehold.drills;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The named threads of a drill: each does one job, and none outlives the drill's patience. Started and closed by one
 * thread; closing interrupts those that still run and leaves behind, as daemons, what the driver does not let go.
 */
public final class Crew implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final List<Member<?>> members = new ArrayList<>();

    /** One thread's job and what came of it. */
    public static final class Member<T> {
        private final FutureTask<T> task;
        private final Thread thread;

        Member(String name, Callable<T> job) {
            task = new FutureTask<>(job);
            thread = new Thread(task, name);
            thread.setDaemon(true);
        }

        public Thread thread() {
            return thread;
        }

        public boolean done() {
            return task.isDone();
        }

        /** Waits until the job has ended, however it did; gives whether it has. */
        public boolean awaitDone(Duration limit) throws InterruptedException {
            thread.join(Math.max(1, limit.toMillis()));
            return task.isDone();
        }

        /** What the job gave, within the limit; an error of the job's own is thrown as it is. */
        public T within(Duration limit) throws Exception {
            try {
                return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Exception own) {
                    throw own;
                }
                throw e;
            } catch (TimeoutException e) {
                throw new TimeoutException(
                        "thread '" + thread.getName() + "' did not end within " + limit.toMillis() + " ms");
            }
        }
    }

    public <T> Member<T> start(String name, Callable<T> job) {
        Member<T> member = new Member<>(name, job);
        members.add(member);
        member.thread.start();
        return member;
    }

    @Override
    public void close() throws InterruptedException {
        members.forEach(member -> member.thread.interrupt());
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        for (Member<?> member : members) {
            member.thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }
}
