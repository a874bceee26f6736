package io.leasehold.lab.peers;

import java.util.List;

/** Everything that can be measured of sharing. */
public final class SharedContestants {
    public static final SharedContestant CONNECTION_CACHE = new ConnectionCachePeer();
    public static final SharedContestant KEYED = new KeyedPoolPeer();
    public static final SharedContestant LEASEHOLD = new LeaseholdShared();

    private static final List<SharedContestant> ALL = List.of(CONNECTION_CACHE, KEYED, LEASEHOLD);

    private SharedContestants() {}

    /** The first is what the others are compared with. */
    public static List<SharedContestant> all() {
        return ALL;
    }

    public static SharedContestant byId(String id) {
        return ALL.stream()
                .filter(contestant -> contestant.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No contestant that shares is called \"" + id + "\"."));
    }
}
