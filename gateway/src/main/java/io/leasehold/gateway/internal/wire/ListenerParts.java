package io.leasehold.gateway.internal.wire;

import io.leasehold.gateway.internal.auth.Logins;
import io.leasehold.session.SessionRegistry;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of a listener share. Safe for any number of threads. */
final class ListenerParts {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerParts.class);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    final ListenerSettings settings;
    final SessionRegistry registry;
    final Logins logins;
    final CallHandlers handlers;
    final Ticker ticker;
    final Optional<TlsContext> tls;
    final Tally tally = new Tally();
    final Admission admission;

    private final PacedLog garbage;
    private final PacedLog closedAtOnce;

    /** @param name as the log calls the listener */
    ListenerParts(
            String name,
            ListenerSettings settings,
            int reserve,
            SessionRegistry registry,
            Logins logins,
            CallHandlers handlers,
            Ticker ticker,
            Optional<TlsContext> tls) {
        this.settings = settings;
        this.registry = registry;
        this.logins = logins;
        this.handlers = handlers;
        this.ticker = ticker;
        this.tls = tls;
        this.admission =
                new Admission(settings.maximumConnections(), reserve, settings.maximumUnauthenticatedPerAddress());
        this.garbage = new PacedLog(ticker, A_MINUTE, (key, count, latest) -> tellGarbage(name, key, count, latest));
        this.closedAtOnce = new PacedLog(
                ticker,
                A_SECOND,
                (key, count, latest) -> LOG.warn(
                        "{} to the {} listener closed at once, the last from {}: there are too many, or too many of"
                                + " one address that have not logged in",
                        connections(count),
                        name,
                        latest));
    }

    private static void tellGarbage(String name, String address, long count, String latest) {
        if (count == 1) {
            LOG.info("connection from {} to the {} listener sent {}", address, name, latest);
        } else {
            LOG.info(
                    "{} from {} to the {} listener sent what is no call, the last {}",
                    connections(count),
                    address,
                    name,
                    latest);
        }
    }

    private static String connections(long count) {
        return count == 1 ? "1 connection" : count + " connections";
    }

    /** @param what for the log, nothing that came from the client */
    void garbage(String address, String what) {
        garbage.add(address, what);
        tally.garbage.increment();
    }

    void closedAtOnce(String address) {
        closedAtOnce.add("", address);
        tally.closedAtOnce.increment();
    }

    void flushLogs() {
        garbage.flush();
        closedAtOnce.flush();
    }

    WireCounters counters() {
        return tally.read(admission);
    }
}
