package io.leasehold.drills.sharing;

import io.leasehold.drills.services.EchoClient;
import io.leasehold.drills.services.EchoService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection and a number beside it, as HBase's client had it before 1.0 (HConnectionManager): whoever closes takes one off, at
 * zero the connection is closed, and nobody knows who the others are.
 */
final class CountedByHand implements Sharing {

    private final EchoService service;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable EchoClient connection;
    private int holders;

    CountedByHand(EchoService service) {
        this.service = service;
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
    public Holder acquire() throws IOException {
        lock.lock();
        try {
            EchoClient shared = connection;
            if (shared == null) {
                shared = EchoClient.open(service.host(), service.port(), Duration.ofSeconds(2));
                connection = shared;
            }
            holders++;
            return new HandHolder(shared);
        } finally {
            lock.unlock();
        }
    }

    private void oneLess() throws IOException {
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
    public void close() throws IOException {
        lock.lock();
        try {
            EchoClient last = connection;
            connection = null;
            if (last != null) {
                last.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private final class HandHolder implements Holder {
        private final EchoClient shared;

        HandHolder(EchoClient shared) {
            this.shared = shared;
        }

        @Override
        public long echo(long number) throws IOException {
            return shared.echo(number);
        }

        @Override
        public void close() throws IOException {
            oneLess();
        }
    }
}
