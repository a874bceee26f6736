package io.leasehold.lab.peers;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every pool that can be measured, by id. */
public final class Contestants {
    public static final PoolContestant HIKARICP = new HikariPeer();
    public static final PoolContestant LEASEHOLD = new LeaseholdPool();
    public static final PoolContestant AGROAL_FAST = new AgroalPeer(false);
    public static final PoolContestant AGROAL_SAFE = new AgroalPeer(true);
    public static final PoolContestant TOMCAT = new TomcatPeer(true);
    public static final PoolContestant DBCP2_FAIR = new DbcpPeer("dbcp2", true, true);

    private static final List<PoolContestant> FAST = List.of(
            HIKARICP,
            LEASEHOLD,
            AGROAL_FAST,
            new DbcpPeer("dbcp2-fast", false, false),
            new TomcatPeer(false),
            new DruidPeer(false),
            new C3p0Peer(false),
            new ViburPeer(false),
            new MybatisPeer(false));
    private static final List<PoolContestant> SAFE = List.of(
            HIKARICP,
            LEASEHOLD,
            AGROAL_SAFE,
            new DbcpPeer("dbcp2-safe", true, false),
            TOMCAT,
            new DruidPeer(true),
            new C3p0Peer(true),
            new ViburPeer(true),
            new MybatisPeer(true));
    private static final List<PoolContestant> ALL = Stream.of(FAST, SAFE, List.of(DBCP2_FAIR), LeaseholdFacts.ALL)
            .flatMap(List::stream)
            .distinct()
            .toList();

    private Contestants() {}

    /**
     * Whatever can be switched off is. The first is what the others are compared with.
     *
     * @param all or those alone that are nearest to Leasehold, for rows of which there are many
     */
    public static List<PoolContestant> asFastAsTheyGo(boolean all) {
        return all ? FAST : List.of(HIKARICP, LEASEHOLD, AGROAL_FAST);
    }

    /** Rollback, reset, statement tracking, and liveness after 500 ms of idleness, by everybody who can. */
    public static List<PoolContestant> equallySafe(boolean all) {
        return all ? SAFE : List.of(HIKARICP, LEASEHOLD, AGROAL_SAFE);
    }

    /** For waiting, in short runs: those that are equally safe, and the quicker of two that hand over to the first in line. */
    public static List<PoolContestant> thatWaitInBrief() {
        return List.of(HIKARICP, AGROAL_SAFE, LEASEHOLD, TOMCAT);
    }

    /** For waiting: all that are equally safe, DBCP2 with its fair queue. */
    public static List<PoolContestant> thatWait() {
        return SAFE.stream()
                .map(contestant -> contestant.id().equals("dbcp2-safe") ? DBCP2_FAIR : contestant)
                .toList();
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
