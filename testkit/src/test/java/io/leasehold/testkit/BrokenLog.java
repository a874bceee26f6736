package io.leasehold.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * While this is open, who logs a line with this text in it meets an error: one that the log does not keep to itself, as one of no
 * memory.
 */
final class BrokenLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.leasehold");
    private final Level before = logger.getLevel();
    private final AtomicInteger met = new AtomicInteger();
    private final String text;

    BrokenLog(String text) {
        this.text = text;
        start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(this);
    }

    /** How often it was met. */
    int met() {
        return met.get();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getFormattedMessage().contains(text)) {
            met.incrementAndGet();
            throw new OutOfMemoryError("made up");
        }
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
    }
}
