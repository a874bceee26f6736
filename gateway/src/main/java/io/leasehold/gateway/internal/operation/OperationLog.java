package io.leasehold.gateway.internal.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What became of an operation so far, in lines for its client. Safe for any number of threads. */
final class OperationLog {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> lines = new ArrayList<>();
    private int fetched;

    void add(String line) {
        lock.lock();
        try {
            lines.add(line);
        } finally {
            lock.unlock();
        }
    }

    /** The lines since the last fetch, or all of them. */
    List<String> fetch(boolean fromTheFirst, long most) {
        lock.lock();
        try {
            int from = fromTheFirst ? 0 : fetched;
            int to = (int) Math.min(lines.size(), from + Math.max(0, most));
            fetched = to;
            return List.copyOf(lines.subList(from, to));
        } finally {
            lock.unlock();
        }
    }
}
