package io.leasehold.drills.sharing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection and a number beside it, as HBase's client had it before 1.0 (HConnectionManager): whoever closes takes one off, at
 * zero the connection is closed, and nobody knows who the others are.
 */
public final class CountedByHand implements Sharing {

    private final Callable<Holder> opener;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Holder connection;
    private int holders;

    /** @param opener opens the connection that is to be shared */
    public CountedByHand(Callable<Holder> opener) {
        this.opener = opener;
    }

    @Override
    public String name() {
        return "counted by hand";
    }

    @Override
    public List<String> settings() {
        return List.of();
    }

    @Override
    public List<String> loggers() {
        return List.of();
    }

    /** It has a number, and no names. */
    @Override
    public List<String> holders() {
        return List.of();
    }

    @Override
    public Holder acquire() throws Exception {
        lock.lock();
        try {
            Holder shared = connection;
            if (shared == null) {
                shared = opener.call();
                connection = shared;
            }
            holders++;
            return new HandHolder(shared);
        } finally {
            lock.unlock();
        }
    }

    private void oneLess() throws Exception {
        lock.lock();
        try {
            holders = Math.max(0, holders - 1);
            if (holders == 0) {
                close();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws Exception {
        lock.lock();
        try {
            Holder last = connection;
            connection = null;
            if (last != null) {
                last.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private final class HandHolder implements Holder {
        private final Holder shared;

        HandHolder(Holder shared) {
            this.shared = shared;
        }

        @Override
        public long echo(long number) throws Exception {
            return shared.echo(number);
        }

        @Override
        public void close() throws Exception {
            oneLess();
        }
    }
}
