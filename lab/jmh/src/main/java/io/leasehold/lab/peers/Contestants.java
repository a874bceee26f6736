package io.leasehold.lab.peers;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that can be measured, by id. */
public final class Contestants {
    public static final PoolContestant HIKARICP = new HikariPeer();
    public static final PoolContestant AGROAL_FAST = new AgroalPeer(false);
    public static final PoolContestant AGROAL_SAFE = new AgroalPeer(true);
    public static final PoolContestant LEASEHOLD = new LeaseholdPool();
    public static final PoolContestant TOMCAT = new TomcatPeer();
    public static final PoolContestant DBCP2 = new DbcpPeer();

    private static final List<PoolContestant> ALL =
            List.of(HIKARICP, AGROAL_FAST, AGROAL_SAFE, LEASEHOLD, TOMCAT, DBCP2);

    private Contestants() {}

    /** The first is what the others are compared with. */
    public static List<PoolContestant> asFastAsTheyGo() {
        return List.of(HIKARICP, AGROAL_FAST, LEASEHOLD);
    }

    /** Rollback, reset, statement tracking, and liveness after 500 ms of idleness, by everybody. */
    public static List<PoolContestant> equallySafe() {
        return List.of(HIKARICP, AGROAL_SAFE, LEASEHOLD);
    }

    /** For waiting, in short runs: those that are equally safe, and the quicker of two that hand over to the first in line. */
    public static List<PoolContestant> thatWaitInBrief() {
        return Stream.concat(equallySafe().stream(), Stream.of(TOMCAT)).toList();
    }

    /** For waiting: those that are equally safe, and two that hand a returned connection to the first in line. */
    public static List<PoolContestant> thatWait() {
        return Stream.concat(equallySafe().stream(), Stream.of(TOMCAT, DBCP2)).toList();
    }

    public static PoolContestant byId(String id) {
        return ALL.stream()
                .filter(contestant -> contestant.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No contestant is called \"" + id + "\"; there are "
                        + ALL.stream().map(PoolContestant::id).collect(Collectors.joining(", ")) + "."));
    }

    public static Stream<PoolContestant> all() {
        return ALL.stream();
    }
}
