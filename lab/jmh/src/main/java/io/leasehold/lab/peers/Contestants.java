package io.leasehold.lab.peers;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that can be measured, by id. */
public final class Contestants {
    public static final Contestant HIKARICP = new HikariPeer();
    public static final Contestant AGROAL_FAST = new AgroalPeer(false);
    public static final Contestant AGROAL_SAFE = new AgroalPeer(true);
    public static final Contestant LEASEHOLD = new LeaseholdPool();
    public static final Contestant TOMCAT = new TomcatPeer();
    public static final Contestant DBCP2 = new DbcpPeer();

    private static final List<Contestant> ALL = List.of(HIKARICP, AGROAL_FAST, AGROAL_SAFE, LEASEHOLD, TOMCAT, DBCP2);

    private Contestants() {}

    /** The first is what the others are compared with. */
    public static List<Contestant> asFastAsTheyGo() {
        return List.of(HIKARICP, AGROAL_FAST, LEASEHOLD);
    }

    /** Rollback, reset, statement tracking, and liveness after 500 ms of idleness, by everybody. */
    public static List<Contestant> equallySafe() {
        return List.of(HIKARICP, AGROAL_SAFE, LEASEHOLD);
    }

    /** For waiting: those above, and two that hand a returned connection to the first in line. */
    public static List<Contestant> thatWait() {
        return Stream.concat(equallySafe().stream(), Stream.of(TOMCAT, DBCP2)).toList();
    }

    /** Leasehold, then variants of its path with one safety feature left out. */
    public static List<Contestant> prices() {
        return List.of(LEASEHOLD);
    }

    public static Contestant byId(String id) {
        return ALL.stream()
                .filter(contestant -> contestant.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No contestant is called \"" + id + "\"; there are "
                        + ALL.stream().map(Contestant::id).collect(Collectors.joining(", ")) + "."));
    }

    public static Stream<Contestant> all() {
        return ALL.stream();
    }
}
