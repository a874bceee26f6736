package io.leasehold.gateway.internal.backend;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first look at a backend: what it is, and that its login may do no more there than it should. Safe for any number of threads.
 *
 * <p>A backend serves nobody before that has been answered. The facts are set once, by a look that found the login's rights to be what
 * they may be, and {@link Backend#acquire} lends nothing before they are there. So a backend that cannot be reached when the gateway
 * starts needs not keep the others from starting: whoever comes for it has it looked at again, and is refused as long as the look
 * fails. One look is under way at a time; who comes meanwhile waits for that one, so a crowd of clients asks a database that comes back
 * once. How long one takes is bounded as every acquire is.
 */
final class FirstLook {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

    private static final BackendFacts NOTHING = new BackendFacts("", Optional.empty());

    private final String backend;
    private final Look look;
    private final UnaryOperator<SQLException> told;
    private final AtomicReference<@Nullable CompletableFuture<Optional<ClientErrorException>>> underWay =
            new AtomicReference<>();
    private final AtomicReference<String> lastRefusal = new AtomicReference<>("");
    private volatile @Nullable BackendFacts facts;

    /** @param told what clients are told in place of an error that says that the backend is away */
    FirstLook(String backend, Look look, UnaryOperator<SQLException> told) {
        this.backend = backend;
        this.look = look;
        this.told = told;
    }

    /** Asks the database. */
    @FunctionalInterface
    interface Look {

        /** @throws SQLException if it cannot be asked, or must not be served; the text is for the operator */
        BackendFacts take() throws SQLException;
    }

    boolean isAnswered() {
        return facts != null;
    }

    /** What was found; nothing before that. */
    BackendFacts facts() {
        BackendFacts found = facts;
        return found == null ? NOTHING : found;
    }

    /** Looks now, on this thread, for who starts the gateway. */
    void take() throws SQLException {
        facts = look.take();
    }

    /** Looks unless it was answered, with the others who ask meanwhile; gives what a client is told, empty if it is served. */
    CompletableFuture<Optional<ClientErrorException>> ask(Executor threads) {
        if (isAnswered()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        CompletableFuture<Optional<ClientErrorException>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<ClientErrorException>> before =
                underWay.updateAndGet(current -> current == null || current.isDone() ? mine : current);
        if (before != mine) {
            return before;
        }
        threads.execute(() -> {
            try {
                mine.complete(outcome());
            } finally {
                if (!mine.isDone()) {
                    // Whoever waits is told something, whatever struck the thread.
                    mine.complete(Optional.of(refused("the look at it broke off")));
                }
            }
        });
        return mine;
    }

    private Optional<ClientErrorException> outcome() {
        try {
            if (!isAnswered()) {
                take();
                LOG.info("backend {} can be reached, and is served from now on", backend);
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(
                    Unreachable.isOutage(e)
                            ? ClientErrorException.of(told.apply(e))
                            : refused(Unreachable.driversWords(e)));
        } catch (RuntimeException e) {
            return Optional.of(refused(e.toString()));
        }
    }

    /** The operator is told once for each reason, however many clients come. */
    private ClientErrorException refused(String reason) {
        if (!reason.equals(lastRefusal.getAndSet(reason))) {
            LOG.error("backend {} is not served: {}", backend, reason);
        }
        return new ClientErrorException(
                ClientErrorException.GENERAL, "backend " + backend + " is not served: the gateway's log says why");
    }
}
