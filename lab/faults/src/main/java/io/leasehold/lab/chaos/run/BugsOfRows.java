package io.leasehold.lab.chaos.run;

import io.leasehold.PoolListener;
import io.leasehold.lab.chaos.hive.HiveDriver;
import io.leasehold.testkit.proxy.FaultTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the rules of one row alone can find. */
final class BugsOfRows {

    private BugsOfRows() {}

    /** Sockets through the proxy, as many as a pool may have and more, that are there only while the server is stopped. */
    static final class MoreWhileItLasts implements Planted {
        private static final Duration SEEN = Duration.ofMillis(200);

        @Override
        public void whileItLasts(Field field) {
            List<Socket> open = new ArrayList<>();
            try {
                for (int i = 0; i <= 2 * field.schedule().places(); i++) {
                    open.add(new Socket(field.proxy().host(), field.proxy().port()));
                }
                field.pass(SEEN);
                // once they have hung up nobody could end them at the server any more
                Set<Integer> ports = open.stream().map(Socket::getLocalPort).collect(Collectors.toSet());
                field.proxy().connections().stream()
                        .filter(connection -> ports.contains(connection.clientPort()))
                        .forEach(FaultTarget::reset);
                for (Socket socket : open) {
                    socket.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One caller, after the fault has come, waits for as long as it may, and is refused in time and in the right words. */
    static final class RefusedInTime implements Planted {
        private final AtomicBoolean armed = new AtomicBoolean();

        @Override
        public void whileItLasts(Field field) {
            armed.set(true);
        }

        @Override
        public Source around(Field field, Source pool) {
            return () -> {
                if (armed.compareAndSet(true, false)) {
                    LockSupport.parkNanos(
                            field.schedule().pool().acquireTimeout().toNanos());
                    throw new SQLTransientConnectionException("full, says the bug", "08L01");
                }
                return pool.getConnection();
            };
        }

        @Override
        public boolean excuses() {
            return false;
        }
    }

    /** A session of the gateway's that has ended is lent to two callers, one after the other. */
    static final class LentDeadTwice implements Planted {
        private static final int TIMES = 2;

        private final AtomicBoolean begun = new AtomicBoolean();
        private final AtomicReference<@Nullable Connection> opened = new AtomicReference<>();
        private final AtomicReference<@Nullable Connection> toLend = new AtomicReference<>();
        private final AtomicInteger lent = new AtomicInteger();
        private volatile boolean dead;

        /** By now its session was ended with all others. */
        @Override
        public void whileItLasts(Field field) {
            dead = true;
        }

        @Override
        public Source around(Field field, Source pool) {
            HiveDriver driver =
                    new HiveDriver(field.database().jdbcUrl(), field.database().user());
            return () -> {
                if (begun.compareAndSet(false, true)) {
                    Connection own = driver.getConnection();
                    opened.set(own);
                    toLend.set(own);
                }
                Connection taken = dead ? toLend.getAndSet(null) : null;
                return taken == null ? pool.getConnection() : lend(taken);
            };
        }

        /** Its close gives it to the next. */
        private Connection lend(Connection taken) {
            boolean isLast = lent.incrementAndGet() == TIMES;
            return (Connection) Proxy.newProxyInstance(
                    BugsOfRows.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, given) -> {
                        if (!method.getName().equals("close")) {
                            return Meddling.pass(taken, method, given);
                        }
                        if (!isLast) {
                            toLend.set(taken);
                        }
                        return null;
                    });
        }

        @Override
        public void atTheEnd(Field field) {
            Connection own = opened.get();
            if (own == null) {
                return;
            }
            try {
                own.close();
            } catch (SQLException itsSessionIsGone) {
                // the driver closes its socket all the same
            }
        }
    }

    /** Nobody is told of what the pool finds. */
    static final class LeakNotReported implements Planted {
        @Override
        public PoolListener hears(EventTrail trail) {
            return new PoolListener() {};
        }
    }
}
