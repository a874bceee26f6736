package io.leasehold.lab.chaos.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of every token, as those who wrote them know it: the database's own table is compared with it at the end.
 * Safe for use by many threads; a token is one thread's until it is settled.
 *
 * <p>A token whose commit was asked for and not answered may be in the table or not. One that failed before that must not be
 * there: whoever lent its connection on without a rollback put it there.
 */
public final class Ledger {

    /** What is known of a token. */
    public enum Fate {
        OPEN,
        COMMITTING,
        COMMITTED,
        NOT_COMMITTED,
        UNKNOWN
    }

    private final Map<Long, Fate> fates = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean forgetful;

    /** A new token, whose transaction is in flight from now on. */
    public long begin() {
        long token = next.incrementAndGet();
        fates.put(token, Fate.OPEN);
        inFlight.incrementAndGet();
        return token;
    }

    public void committing(long token) {
        fates.put(token, Fate.COMMITTING);
    }

    public void committed(long token) {
        settle(token, Fate.COMMITTED);
    }

    /** Rolled back on purpose. */
    public void rolledBack(long token) {
        settle(token, Fate.NOT_COMMITTED);
    }

    /** An error came; what was settled before it, as when a statement's close failed, stays settled. */
    public void failed(long token) {
        switch (fates.getOrDefault(token, Fate.OPEN)) {
            case OPEN -> settle(token, Fate.NOT_COMMITTED);
            case COMMITTING -> settle(token, Fate.UNKNOWN);
            case COMMITTED, NOT_COMMITTED, UNKNOWN -> {}
        }
    }

    private void settle(long token, Fate fate) {
        fates.put(token, fate);
        inFlight.decrementAndGet();
    }

    /** An acquire that gave no lease. */
    public void refused() {
        refused.incrementAndGet();
    }

    /** The database itself may lose what it committed, so that a token that is missing says nothing of the pool. */
    public void databaseMayForget() {
        forgetful = true;
    }

    /** Transactions that have begun and not ended. */
    public int inFlight() {
        return inFlight.get();
    }

    public long begun() {
        return next.get();
    }

    public long refusals() {
        return refused.get();
    }

    public long count(Fate fate) {
        return fates.values().stream().filter(each -> each == fate).count();
    }

    /** Compares with what the table holds: how often each token is there. */
    void compare(Map<Long, Integer> table, Judge judge) {
        fates.forEach((token, fate) -> {
            int there = table.getOrDefault(token, 0);
            if (fate == Fate.COMMITTED && there == 0 && !forgetful) {
                judge.broken(Invariant.TOKENS, "token " + token + " was committed and is not in the database");
            } else if (fate == Fate.NOT_COMMITTED && there > 0) {
                judge.broken(Invariant.TOKENS, "token " + token + " was not committed and is in the database");
            }
            if (there > 1) {
                judge.broken(
                        Invariant.I7,
                        "token " + token + " is in the database " + there + " times: it was written again");
            }
        });
        table.keySet().stream()
                .filter(token -> !fates.containsKey(token))
                .forEach(token ->
                        judge.broken(Invariant.TOKENS, "token " + token + " is in the database, and nobody wrote it"));
    }
}
