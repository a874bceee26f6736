package io.leasehold.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/** What libraries log is kept from the terminal unless asked for. Stateless. */
final class Logging {

    /** A server's log is read days later. */
    private static final String SERVERS = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level ";

    private Logging() {}

    /** Drivers that log by java.util.logging would write to the terminal by themselves. */
    static void quiet() {
        LogManager.getLogManager().reset();
    }

    /** Sends everything from information up to the terminal's error stream. */
    static void shown() {
        attach("%relative %-5level [%thread] %logger{24} %msg%n");
    }

    /** Everything from information up, with date and time, and where it comes from. */
    static void ofVerboseServer() {
        attach(SERVERS + "[%thread] %logger{24} %msg%n");
    }

    /** What Leasehold itself says from information up, and warnings of everybody else, with date and time. */
    static void ofServer() {
        quiet();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        context.getLogger("io.leasehold").setLevel(Level.INFO);
        // It repeats what strangers send as their Host, a line for each request.
        context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.ERROR);
        attach(SERVERS + "%msg%n");
    }

    private static void attach(String pattern) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
    }
}
