package io.leasehold.session;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What the library logs while this is open, as {@code LEVEL message}. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.leasehold");
    private final Level before = logger.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile @Nullable Error failure;

    LogLines() {
        start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(this);
    }

    List<String> lines() {
        return lines;
    }

    /** Has whoever logs be met by this from now on. */
    void failWith(Error error) {
        failure = error;
    }

    @Override
    protected void append(ILoggingEvent event) {
        Error met = failure;
        if (met != null) {
            throw met;
        }
        String thrown = event.getThrowableProxy() == null
                ? ""
                : " " + event.getThrowableProxy().getMessage();
        lines.add(event.getLevel() + " " + event.getFormattedMessage() + thrown);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
    }
}
