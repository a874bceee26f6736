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
     * What there is to tell: the next statement is refused with it, and who waits is taken out of the line to fail with it, since all of
     * that was sent before its client could know. Calls for metadata stay.
     *
     * @param of an operation whose end tells as much, or null
     */
    List<Operation> tell(@Nullable ClientErrorException notice, @Nullable Operation of) {
        if (notice == null) {
            return List.of();
        }
        if (of == null || !of.isHeard()) {
            session.notices().add(notice, of);
        }
        return takeStatements();
    }

    /** As {@link #tell}, of what its client will be told at more length once it is back. */
    List<Operation> owe(ClientErrorException notice) {
        session.notices().owe(notice);
        return takeStatements();
    }

    private List<Operation> takeStatements() {
        List<Operation> statements = waiting.stream()
                .filter(operation -> operation.work().isStatement())
                .toList();
        waiting.removeAll(statements);
        return statements;
    }

    /** Without the lock: who was taken out of the line fails. */
    static void refuse(List<Operation> taken, @Nullable ClientErrorException notice) {
        if (notice != null) {
            taken.forEach(operation -> operation.fail(notice));
        }
    }
}
