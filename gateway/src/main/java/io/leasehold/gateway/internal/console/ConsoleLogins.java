package io.leasehold.gateway.internal.console;

import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Who is logged in, by the hash of their cookie. A new one beyond a few dozen makes the oldest void. Safe for any number of threads. */
final class ConsoleLogins {

    private static final int MOST = 32;

    private final Ticker ticker;
    private final long life;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> logins = new LinkedHashMap<>();
    private int count;

    ConsoleLogins(Ticker ticker, Duration life) {
        this.ticker = ticker;
        this.life = life.toNanos();
    }

    private record Entry(ConsoleLogin login, long since) {}

    /** Logs somebody in, and gives the value of their cookie. */
    String add(String address) {
        String cookie = DrawnSecret.draw();
        lock.lock();
        try {
            if (logins.size() == MOST) {
                logins.remove(logins.keySet().iterator().next());
            }
            count++;
            ConsoleLogin login = new ConsoleLogin("console login " + count + " from " + address);
            logins.put(DrawnSecret.hash(cookie), new Entry(login, ticker.nanos()));
        } finally {
            lock.unlock();
        }
        return cookie;
    }

    /** Whose cookie it is, if it is anybody's who is still logged in. */
    Optional<ConsoleLogin> find(String cookie) {
        String hash = DrawnSecret.hash(cookie);
        lock.lock();
        try {
            Entry entry = logins.get(hash);
            if (entry != null && ticker.nanos() - entry.since > life) {
                logins.remove(hash);
                entry = null;
            }
            return Optional.ofNullable(entry).map(Entry::login);
        } finally {
            lock.unlock();
        }
    }
}
