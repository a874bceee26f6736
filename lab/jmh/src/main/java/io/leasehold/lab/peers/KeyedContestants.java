package io.leasehold.lab.peers;

import java.util.List;

/** Everything that can be measured of lending by a key. */
public final class KeyedContestants {
    public static final KeyedContestant COMMONS = new KeyedPoolPeer();
    public static final KeyedContestant POOLS = new LeaseholdPools();
    public static final KeyedContestant LEASEHOLD = new LeaseholdGroup();
    public static final KeyedContestant HAND_OVER = new BareHandOver();

    private static final List<KeyedContestant> ALL = List.of(COMMONS, POOLS, LEASEHOLD, HAND_OVER);

    private KeyedContestants() {}

    /** For few endpoints and many acquires. The first is what the others are compared with. */
    public static List<KeyedContestant> thatLend() {
        return List.of(COMMONS, LEASEHOLD);
    }

    /** For many endpoints: also a pool for each, which share nothing but the engine, and what no bounded open can do without. */
    public static List<KeyedContestant> all() {
        return ALL;
    }

    public static KeyedContestant byId(String id) {
        return ALL.stream()
                .filter(contestant -> contestant.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("No contestant that lends by key is called \"" + id + "\"."));
    }
}
