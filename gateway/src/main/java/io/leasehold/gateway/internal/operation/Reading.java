package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.gateway.internal.result.ReadAhead;
import io.leasehold.gateway.internal.result.RowBatch;
import io.leasehold.gateway.internal.result.RowReader;
import io.leasehold.session.Held;
import io.leasehold.session.HoldKind;
import io.leasehold.session.SessionException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one operation ahead of its client, on the operation's thread.
 *
 * <p>What fits into the buffer is read to its end without anybody's asking, and its connection goes back. Once something does not fit
 * the result is a cursor: it keeps its connection until its client has fetched the rest, so it is pinned like anything else that is
 * kept, and given up if nobody fetches. While as many connections are pinned as may be it waits for one of them, or for its client
 * to make room, whichever comes first.
 */
final class Reading {

    private static final int FIRST_ROWS = 200;
    private static final int ROWS = 2_000;
    private static final long BYTES = 1L << 20;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Operation operation;
    private final RowReader rows;
    private final ReadAhead buffer;
    private final @Nullable Turn turn;
    private final OperationSettings settings;
    private @Nullable Held cursor;

    /** @param turn whose connection it is, or null if the session keeps it anyway */
    Reading(Operation operation, RowReader rows, ReadAhead buffer, @Nullable Turn turn, OperationSettings settings) {
        this.operation = operation;
        this.rows = rows;
        this.buffer = buffer;
        this.turn = turn;
        this.settings = settings;
    }

    /** Gives whether it came to the end: false if its client wants no more, or it was cancelled. */
    boolean toTheEnd() throws SQLException, ClientErrorException {
        try {
            int most = FIRST_ROWS;
            while (!operation.isOver()) {
                RowBatch batch = rows.read(most, BYTES);
                if (batch.isEmpty()) {
                    return true;
                }
                if (!push(batch)) {
                    return false;
                }
                operation.read(batch.rows());
                most = ROWS;
            }
            return endsHere();
        } finally {
            if (cursor != null) {
                cursor.release();
            }
        }
    }

    /** Most clients close a result when they have its rows, and ask for no end: one more look tells whether it is there. */
    private boolean endsHere() throws SQLException {
        return operation.isClosedEarly() && rows.read(FIRST_ROWS, BYTES).isEmpty();
    }

    private boolean push(RowBatch batch) throws SQLException, ClientErrorException {
        while (!buffer.offer(batch)) {
            try {
                if (!operation.park() || !awaitRoom()) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                operation.unpark();
            }
        }
        return true;
    }

    private boolean awaitRoom() throws ClientErrorException, InterruptedException {
        if (!isPinned()) {
            return awaitRoomOrPin();
        }
        return goesOn(
                buffer.awaitRoom(settings.cursorIdle()),
                "no row of it was fetched for " + settings.cursorIdle().toSeconds() + " s");
    }

    private boolean isPinned() throws ClientErrorException {
        if (cursor == null && (turn == null || turn.tryPin())) {
            if (turn != null) {
                turn.what("the result of operation " + operation.id());
            }
            hold();
        }
        return cursor != null;
    }

    private void hold() throws ClientErrorException {
        try {
            cursor = operation
                    .session()
                    .registered()
                    .hold(
                            HoldKind.CURSOR,
                            "the result of operation " + operation.id(),
                            () -> operation.cancel(
                                    Phase.CANCELED, "its result was given up, since its client was gone"));
        } catch (SessionException e) {
            throw new ClientErrorException(ClientErrorException.GENERAL, e.getMessage());
        }
    }

    private boolean awaitRoomOrPin() throws ClientErrorException, InterruptedException {
        Duration unread = BETWEEN_TRIES;
        while (unread.compareTo(settings.cursorIdle()) < 0) {
            ReadAhead.Room room = buffer.awaitRoom(unread);
            if (room != ReadAhead.Room.UNREAD || isPinned()) {
                return room != ReadAhead.Room.CLOSED;
            }
            unread = unread.plus(BETWEEN_TRIES);
        }
        return goesOn(
                ReadAhead.Room.UNREAD,
                "it is too large to be buffered, and no more connections may be pinned: "
                        + operation.session().profile().backend().gate().scene(true));
    }

    private static boolean goesOn(ReadAhead.Room room, String why) throws ClientErrorException {
        if (room == ReadAhead.Room.UNREAD) {
            throw new ClientErrorException(ClientErrorException.OUT_OF_TIME, "the result was given up: " + why);
        }
        return room == ReadAhead.Room.FREE;
    }
}
