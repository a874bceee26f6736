package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
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

    List<Operation> takeAll() {
        List<Operation> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /**
     * What there is to tell: the next statement is refused with it, and who waits is taken out of the line to fail with it, unless it
     * was sent by who had heard as much. Calls for metadata stay.
     */
    List<Refused> tell(@Nullable Notice notice) {
        return notice == null ? List.of() : tell(notice, waiting);
    }

    private List<Refused> tell(Notice notice, Collection<Operation> among) {
        addUnlessHeard(notice);
        List<Operation> unaware = new ArrayList<>();
        boolean isIntoOneOfThem = false;
        for (Operation one : among) {
            if (isIntoOneOfThem || !notice.isKnownTo(one)) {
                unaware.add(one);
                isIntoOneOfThem |= one.work().leaves() == Work.Leaves.TRANSACTION;
            }
        }
        List<Refused> taken = take(unaware, notice.why());
        // A BEGIN among them begins nothing either, of which who has heard of the first one knows nothing.
        taken.stream()
                .map(Refused::operation)
                .filter(operation -> operation.work().leaves() == Work.Leaves.TRANSACTION)
                .forEach(begin -> addUnlessHeard(new Notice(notice.why(), begin)));
        return taken;
    }

    private void addUnlessHeard(Notice notice) {
        if (!notice.isHeard()) {
            session.notices().add(notice);
        }
    }

    /** As {@link #tell}, of what its client will be told at more length once it is back. */
    List<Refused> owe(ClientErrorException why) {
        session.notices().owe(why);
        return take(waiting, why);
    }

    /**
     * An operation was over before it was next, and leaves the line if it is there.
     *
     * @param notice what there is then to tell to who stands behind it, or null
     */
    List<Refused> leave(Operation operation, @Nullable Notice notice) {
        List<Operation> behind =
                waiting.stream().dropWhile(one -> one != operation).skip(1).toList();
        return waiting.remove(operation) && notice != null ? tell(notice, behind) : List.of();
    }

    private List<Refused> take(Collection<Operation> which, ClientErrorException why) {
        List<Operation> statements = which.stream()
                .filter(operation -> operation.work().isStatement())
                .toList();
        waiting.removeAll(statements);
        return statements.stream().map(operation -> new Refused(operation, why)).toList();
    }

    /** Who was taken out of the line, and fails without the lock. */
    record Refused(Operation operation, ClientErrorException why) {}

    /** Without the lock. */
    static void refuse(List<Refused> taken) {
        taken.forEach(one -> one.operation().fail(one.why()));
    }
}
