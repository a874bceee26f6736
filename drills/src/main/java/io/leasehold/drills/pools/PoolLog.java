package io.leasehold.drills.pools;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * What a pool says by itself, read where a person on call reads it: in its log, from warnings up, or from information
 * up where advice stands. Safe for use by many threads.
 */
public final class PoolLog implements AutoCloseable {

    private static final LoggerContext LOGGERS = started();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Logger> loggers = new ArrayList<>();
    private final Consumer<String> reader;
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
                String line = event.getFormattedMessage();
                lines.add(line + stack(event.getThrowableProxy()));
                reader.accept(event.getLevel() + " " + line);
            }
        }
    };

    /** Starts logging, once, before anything that a drill runs can. */
    public static void prepare() {
        LOGGERS.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    /**
     * SLF4J gives whoever asks while another thread starts it a stand-in that cannot be listened to. It starts holding the monitor
     * of its factory, so whoever has that finds it started.
     */
    private static LoggerContext started() {
        synchronized (LoggerFactory.class) {
            return (LoggerContext) LoggerFactory.getILoggerFactory();
        }
    }

    /** @param reader is told each line, without stack traces, as it is said */
    public PoolLog(List<String> names, Consumer<String> reader) {
        this.reader = reader;
        ear.setContext(LOGGERS);
        ear.start();
        for (String name : names) {
            Logger logger = LOGGERS.getLogger(name);
            logger.addAppender(ear);
            loggers.add(logger);
        }
    }

    /** Everything said so far, stack traces included. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        loggers.forEach(logger -> logger.detachAppender(ear));
        ear.stop();
    }

    private static String stack(IThrowableProxy error) {
        StringBuilder text = new StringBuilder();
        for (IThrowableProxy link = error; link != null; link = link.getCause()) {
            text.append('\n').append(link.getClassName()).append(": ").append(link.getMessage());
            for (StackTraceElementProxy frame : link.getStackTraceElementProxyArray()) {
                text.append("\n\tat ").append(frame.getStackTraceElement());
            }
        }
        return text.toString();
    }
}
