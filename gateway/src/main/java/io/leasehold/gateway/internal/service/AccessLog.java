package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.operation.OperationEnd;
import io.leasehold.session.SessionEvent;
import io.leasehold.session.SessionListener;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who did what: one line for each session that was opened, was refused or has ended, and one for each operation that is
 * over, under a logger of its own. Safe for any number of threads.
 *
 * <p>Lines are words and {@code name=value}, in an order that stays; what clients can choose has no characters in it that could begin a
 * line or another value, and is cut where it is long. So a line has a bound, and costs what the logger's appender makes of it, on the
 * thread that ran the operation once its connection has gone back.
 */
final class AccessLog implements SessionListener, Consumer<OperationEnd> {

    private static final Logger LOG = LoggerFactory.getLogger("io.leasehold.gateway.access");

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");
    private static final Pattern PARTS = Pattern.compile("[\\s=\"]");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SQL = 2_000;

    @Override
    public void opened(SessionEvent event) {
        LOG.info("session {} opened user={} from={}", event.session(), name(event.principal()), name(event.address()));
    }

    @Override
    public void refused(SessionEvent event) {
        LOG.info(
                "session refused user={} from={} why={}",
                name(event.principal()),
                name(event.address()),
                name(event.detail().toLowerCase(Locale.ROOT)));
    }

    @Override
    public void ended(SessionEvent event) {
        LOG.info(
                "session {} ended user={} from={} ms={} why={}",
                event.session(),
                name(event.principal()),
                name(event.address()),
                event.duration().toMillis(),
                event.reason() == null ? "" : event.reason().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void accept(OperationEnd end) {
        LOG.info(
                "operation {} {} session={} user={}{} from={} backend={} verb={} waitedMs={} ranMs={} rows={}{}{}{}",
                end.id(),
                end.outcome().name().toLowerCase(Locale.ROOT),
                end.session(),
                name(end.user()),
                end.actingAs().equals(end.user()) ? "" : " as=" + name(end.actingAs()),
                name(end.address()),
                end.backend(),
                name(end.verb()),
                end.waited().toMillis(),
                end.ran().toMillis(),
                end.rows(),
                end.changed() < 0 ? "" : " changed=" + end.changed(),
                end.sqlState().isEmpty() ? "" : " sqlState=" + name(end.sqlState()),
                end.sql().isEmpty()
                        ? ""
                        : " sql=\"" + line(end.sql(), LONGEST_SQL).replace("\"", "\\\"") + "\"");
    }

    private static String name(String text) {
        return PARTS.matcher(line(text, LONGEST_NAME)).replaceAll("?");
    }

    /** On one line, and not too long. */
    private static String line(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest) + "...";
        return BREAKS.matcher(cut).replaceAll("?");
    }
}
