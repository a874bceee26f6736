package io.leasehold.lab.sessions;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What {@link SessionLaw}'s acts mean when one happens at a time. */
public class SessionSpecification {

    /** Sessions that may be open. */
    static final int MOST = 3;

    private final boolean[] ended = new boolean[2];

    /** For each session that has not ended the connections it hangs on. */
    private final List<Set<Integer>> sessions = new ArrayList<>();

    private final Set<Integer> shared = new LinkedHashSet<>(Set.of(0));

    /** One session to begin with. */
    public SessionSpecification() {
        sessions.add(shared);
    }

    public boolean open(int connection) {
        if (ended[connection] || sessions.size() == MOST) {
            return false;
        }
        sessions.add(new LinkedHashSet<>(Set.of(connection)));
        return true;
    }

    public String call(int connection) {
        if (ended[connection]) {
            return "SessionRefusedException";
        }
        if (!lives()) {
            return "SessionEndedException";
        }
        shared.add(connection);
        return "called";
    }

    private boolean lives() {
        return sessions.stream().anyMatch(session -> session == shared);
    }

    public boolean hold() {
        return lives();
    }

    public boolean endSession() {
        return sessions.removeIf(session -> session == shared);
    }

    public void endConnection(int connection) {
        ended[connection] = true;
        sessions.removeIf(session -> session.remove(connection) && session.isEmpty());
    }

    public int sessions() {
        return sessions.size();
    }
}
