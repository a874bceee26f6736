package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a client has to know before a statement of it runs. Guarded by the session's lock.
 *
 * <p>Each is here from the very change that makes it true, and until the client has heard it: by a statement that is refused with it, or by
 * the end of an operation that tells the same. That such an operation has ended is not enough. What a client sends before it has
 * asked how that went, it has sent in the belief that all is well.
 *
 * <p>What the session gave back while its client was away is told by the first call of the client that is back. Until that has come so
 * far it is owed, in fewer words, to whatever other call is quicker.
 */
final class Notices {

    private final Deque<Notice> pending = new ArrayDeque<>();
    private @Nullable ClientErrorException owed;
    private int heard;

    void add(Notice notice) {
        pending.add(notice);
    }

    /** In place of what {@link #away} will say. */
    void owe(ClientErrorException why) {
        owed = why;
    }

    /** What the client lost while it was away. */
    void away(ClientErrorException why) {
        owed = null;
        pending.add(new Notice(why, null));
    }

    /** What a statement is refused with, or null. */
    @Nullable ClientErrorException next() {
        Notice first = pending.poll();
        if (first != null) {
            return first.why();
        }
        ClientErrorException last = owed;
        owed = null;
        return last;
    }

    /** The client sends an operation. */
    void sent(Operation operation) {
        operation.hearing().sent(heard);
    }

    /** The client has heard how an operation ended. */
    void heard(Operation operation, @Nullable ClientErrorException error) {
        if (error != null) {
            operation.hearing().heard(++heard);
        }
        pending.removeIf(notice -> notice.isToldBy(operation, error));
    }
}
