package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who waits for the connection that a session keeps, in the order of arrival. Guarded by the session's lock but for what says so. */
final class PinLine {

    private final GatewaySession session;
    private final Deque<Operation> waiting = new ArrayDeque<>();

    PinLine(GatewaySession session) {
        this.session = session;
    }

    /** False if too many wait already. */
    boolean add(Operation operation) {
        return waiting.size() < session.operations().settings().limits().perSession() && waiting.add(operation);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Nullable Operation next() {
        return waiting.poll();
    }

    void remove(Operation operation) {
        waiting.remove(operation);
    }

    List<Operation> takeAll() {
        List<Operation> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /**
     * Who waits is to be told, and taken out of the line, since all of it was sent before its client could know; if nobody waits it is
     * the next to come.
     */
    List<Operation> tell(@Nullable ClientErrorException notice) {
        if (notice == null) {
            return List.of();
        }
        if (waiting.isEmpty()) {
            session.tell(notice);
        }
        return takeAll();
    }

    /** Without the lock: tells who was taken out of the line; if all of them are over already, it is the next to come. */
    void refuse(List<Operation> waited, @Nullable ClientErrorException notice) {
        if (notice == null || waited.isEmpty()) {
            return;
        }
        boolean isTold = false;
        for (Operation operation : waited) {
            isTold |= operation.fail(notice);
        }
        if (!isTold) {
            session.tell(notice);
        }
    }
}
