package io.leasehold.gateway.internal.wire;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the listeners, Thrift and Jetty log while this is open, from INFO on, as {@code LEVEL message}, with what was thrown. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final List<String> LOGGERS =
            List.of("io.leasehold.gateway.internal.wire", "org.apache.thrift", "org.eclipse.jetty");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    LogLines() {
        start();
        for (String name : LOGGERS) {
            logger(name).setLevel(Level.INFO);
            logger(name).addAppender(this);
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    /** Ours. */
    List<String> lines() {
        return lines.stream()
                .filter(line -> line.startsWith("io.leasehold"))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    /** Everybody's that have a stack trace. */
    List<String> traces() {
        return lines.stream().filter(line -> line.contains(" THROWN ")).toList();
    }

    /** Everybody's that are warnings or errors. */
    List<String> complaints() {
        return lines.stream()
                .filter(line -> line.matches("\\S+ (WARN|ERROR) .*"))
                .toList();
    }

    @Override
    protected void append(ILoggingEvent event) {
        String thrown = event.getThrowableProxy() == null
                ? ""
                : " THROWN " + event.getThrowableProxy().getClassName() + ": "
                        + event.getThrowableProxy().getMessage();
        lines.add(event.getLoggerName() + " " + event.getLevel() + " " + event.getFormattedMessage() + thrown);
    }

    @Override
    public void close() {
        for (String name : LOGGERS) {
            logger(name).detachAppender(this);
            logger(name).setLevel(null);
        }
    }
}
