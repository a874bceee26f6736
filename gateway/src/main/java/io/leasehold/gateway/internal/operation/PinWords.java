package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.session.SessionLoss;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a client is told of what its session had on a connection. Stateless. */
final class PinWords {

    /** The name of a transaction among what a session holds. */
    static final String TRANSACTION = "the transaction";

    /** How the name of a connection begins that is kept for state. */
    static final String STATE = "the connection pinned for ";

    /** Behind why something is lost: it was while a COMMIT ran. */
    static final String BY_COMMIT = " while a COMMIT was under way, which may have been done";

    /** Why something is lost. */
    static final String REVOKED = "the server's operator revoked it";

    private static final String NOT_RUN = "; this statement was not run";

    private PinWords() {}

    /** Whether a loss of a session's is told by this name. */
    static boolean isNamed(String loss) {
        return loss.equals(TRANSACTION) || loss.startsWith(STATE);
    }

    /**
     * Of all in one, since each notice is a statement that is not run.
     *
     * @param mayBeCommitted whether a COMMIT was under way in the transaction
     */
    static ClientErrorException away(List<SessionLoss> losses, boolean mayBeCommitted) {
        String all = losses.stream().map(loss -> words(loss, mayBeCommitted)).collect(Collectors.joining(", and "));
        return new ClientErrorException("25000", "while the client was away, " + all + NOT_RUN);
    }

    private static String words(SessionLoss loss, boolean mayBeCommitted) {
        return mayBeCommitted && loss.name().equals(TRANSACTION)
                ? "the COMMIT of the transaction was under way when the client was gone: it may have been committed"
                : loss.name() + " was " + loss.why();
    }

    static ClientErrorException idled(Duration after) {
        return new ClientErrorException(
                "25P03",
                "the transaction was rolled back, since no statement came for " + after.toMinutes() + " min" + NOT_RUN);
    }

    /** Until it is known what. */
    static ClientErrorException givenBack() {
        return new ClientErrorException(
                "25000", "what the session had on its connection was given back while its client was away" + NOT_RUN);
    }

    static ClientErrorException mayBeDone() {
        return new ClientErrorException(
                "25000", "a COMMIT was ended while it was under way, and may have been done all the same" + NOT_RUN);
    }

    static ClientErrorException notBegun() {
        return new ClientErrorException(
                "25000", "the transaction that this statement was sent into did not begin, so it was not run");
    }

    /** @param asks what it asks for, as the table of statements has it */
    static ClientErrorException nothingToRead(String asks) {
        return new ClientErrorException(
                "0A000",
                "the statement " + asks
                        + ", and this session keeps no connection that could have it; in pin mode session it always keeps one"
                        + " (a url that ends in ?leasehold.pin.mode=session)");
    }

    /** Null if there was nothing to lose. */
    static @Nullable ClientErrorException lost(String what, String why) {
        return what.isEmpty()
                ? null
                : new ClientErrorException(
                        "25000", "what the session had on its connection (" + what + ") is lost: " + why + NOT_RUN);
    }
}
