package io.leasehold.lab.peers;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * No pool at all: a worker is given a task and the caller parks until it is done. Whoever bounds the time of an open that
 * he cannot interrupt pays this much to the machine for each, whatever else he does.
 */
final class BareHandOver implements KeyedContestant {

    @Override
    public String id() {
        return "bare-hand-over";
    }

    @Override
    public String title() {
        return "a worker's answer, and no pool";
    }

    @Override
    public String settings() {
        return "ThreadPoolExecutor of 1, LockSupport";
    }

    @Override
    public Open open(int endpoints, int perEndpoint) {
        ExecutorService worker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        return new Open() {
            @Override
            public Object cycle(int endpoint) {
                Answer answer = new Answer(Thread.currentThread());
                worker.execute(answer);
                return answer.await();
            }

            @Override
            public void close() {
                worker.shutdown();
            }
        };
    }

    private static final class Answer implements Runnable {
        private final Thread caller;
        private volatile @Nullable Object resource;

        Answer(Thread caller) {
            this.caller = caller;
        }

        @Override
        public void run() {
            resource = new Object();
            LockSupport.unpark(caller);
        }

        Object await() {
            Object opened = resource;
            while (opened == null) {
                LockSupport.park(this);
                opened = resource;
            }
            return opened;
        }
    }
}
