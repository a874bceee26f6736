package io.leasehold.lab.chaos.run;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who holds which session of the database, by the database's own name for it, and which sessions must not be lent any more.
 * Safe for use by many threads.
 *
 * <p>A server that was started again gives its names anew, so a name counts only within one life of the server: {@link #life}
 * is read before the session is asked for its name and again after, and only an answer between two equal readings is taken.
 */
public final class Holders {
    private final Map<String, String> holders = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final AtomicInteger life = new AtomicInteger();
    private final Judge judge;

    Holders(Judge judge) {
        this.judge = judge;
    }

    public int life() {
        return life.get();
    }

    /** The server is gone, or back: names of sessions begin anew. */
    public void nextLife() {
        life.incrementAndGet();
        holders.clear();
    }

    /** A lease of this session has begun. */
    void enter(String session, String holder) {
        String other = holders.putIfAbsent(session, holder);
        if (other != null) {
            judge.broken(
                    Invariant.I3, "session " + session + " was lent to " + holder + " while " + other + " held it");
        }
        if (broken.contains(session)) {
            judge.broken(
                    Invariant.I4, "session " + session + " was lent to " + holder + " after its last exchange broke");
        }
    }

    /** The holder is about to return it, or another is about to in its stead. */
    public void leave(String session, String holder) {
        holders.remove(session, holder);
    }

    /** An exchange on this session did not come to its end. */
    void broke(String session) {
        broken.add(session);
    }
}
