package io.leasehold.lab.gateway;

import io.leasehold.lab.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A crowd at a gateway on some JDK. Immutable.
 *
 * @param addresses from which it comes
 * @param isBusy whether it works; else it only stays
 */
record CrowdRow(int sockets, int sessionsPerSocket, int addresses, boolean isBusy, Jdk jdk) {
    private static final int ADDRESSES = 8;

    /** @param newer a JDK with virtual threads; null if there is none */
    static List<CrowdRow> all(Pace pace, Jdk jdk, @Nullable Jdk newer) {
        List<CrowdRow> rows = new ArrayList<>(List.of(
                new CrowdRow(pace.scaled(100), 10, 1, true, jdk),
                new CrowdRow(pace.scaled(1_000), 10, ADDRESSES, false, jdk)));
        if (newer != null && newer.hasVirtualThreads()) {
            rows.add(new CrowdRow(pace.scaled(10_000), 1, ADDRESSES, false, newer));
        }
        return rows;
    }

    int sessions() {
        return sockets * sessionsPerSocket;
    }

    String title() {
        return String.format(
                Locale.ROOT,
                isBusy
                        ? "%,d working sessions on %,d sockets and 10 connections; JDK %s"
                        : "%,d idle sessions on %,d sockets; JDK %s",
                sessions(),
                sockets,
                jdk.version());
    }
}
