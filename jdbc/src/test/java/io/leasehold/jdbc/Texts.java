package io.leasehold.jdbc;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.Attribute;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Everything that the library says while this is open: its log at the finest level, stacks included, the events of the flight
 * recorder, the texts of its events, and what is added by hand. Its listener rethrows what it is told of, as careless ones do.
 */
final class Texts extends AppenderBase<ILoggingEvent> implements PoolListener, AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.leasehold");
    private final Level before = logger.getLevel();
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final Recording recording = new Recording();

    Texts() {
        start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(this);
        List.of("Acquire", "Hold", "Open", "Check", "Retire", "Timeout")
                .forEach(name -> recording.enable("leasehold." + name).withoutThreshold());
        recording.start();
    }

    void add(@Nullable Object said) {
        all.add(String.valueOf(said));
    }

    /** What was said so far. */
    List<String> all() throws Exception {
        Path file = Files.createTempFile("leasehold", ".jfr");
        try {
            recording.dump(file);
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                all.add(event.toString());
            }
        } finally {
            Files.delete(file);
        }
        return all;
    }

    /** What can be read of the pool from outside; its MBean must be registered. */
    void addReadings(LeaseholdDataSource pool, String name) throws Exception {
        add(pool);
        add(pool.snapshot());
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName bean = new ObjectName("io.leasehold:type=Pool,name=" + ObjectName.quote(name));
        String[] attributes = List.of(server.getMBeanInfo(bean).getAttributes()).stream()
                .map(MBeanAttributeInfo::getName)
                .toArray(String[]::new);
        server.getAttributes(bean, attributes).stream()
                .map(Attribute.class::cast)
                .forEach(this::add);
    }

    @Override
    protected void append(ILoggingEvent event) {
        all.add(event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    @Override
    public void openFailed(PoolEvent event) {
        rethrow(event);
    }

    @Override
    public void retired(PoolEvent event) {
        rethrow(event);
    }

    @Override
    public void timedOut(PoolEvent event) {
        rethrow(event);
    }

    private void rethrow(PoolEvent event) {
        add(event);
        throw new IllegalStateException("told: " + event.cause(), event.cause());
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
        recording.close();
    }
}
