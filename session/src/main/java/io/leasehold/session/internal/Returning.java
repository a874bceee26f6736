package io.leasehold.session.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What one session gives back, one thing after the other in the order it is added: newest first, as the session adds it. What is
 * added while this runs, by a hold that came after the end, follows. One that throws or hangs stops no other. Guarded by the
 * registry's lock.
 */
final class Returning {

    private final LiveSession session;
    private final Deque<Item> waiting = new ArrayDeque<>();
    private @Nullable Item current;

    Returning(LiveSession session) {
        this.session = session;
    }

    boolean isIdle() {
        return current == null;
    }

    void add(String name, AutoCloseable resource, Afterwards after) {
        waiting.add(new Item(name, resource));
        if (current == null) {
            session.registry.returning.add(session);
            next(after);
        }
    }

    private void next(Afterwards after) {
        Item next = waiting.poll();
        current = next;
        if (next != null) {
            session.registry.workers.add(next, after);
        } else {
            session.registry.returned(session, after);
        }
    }

    /** One close. */
    final class Item {

        final String name;
        final AutoCloseable resource;

        /** When a worker began it, or null while it waits for one. */
        @Nullable Long startedAt;

        private Item(String name, AutoCloseable resource) {
            this.name = name;
            this.resource = resource;
        }

        /** It has ended, or was given up: the next may go on. */
        void over(Afterwards after) {
            next(after);
        }

        void failed(Throwable why, Afterwards after) {
            session.registry.events.closeFailed(session, name, why, after);
        }

        void hangs(Afterwards after) {
            session.registry.events.closeHangs(session, name, after);
        }
    }
}
