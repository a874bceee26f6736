package io.leasehold.lab.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a crowd showed. Immutable.
 *
 * @param figures a name and a figure with its unit each
 * @param verdict a sentence each
 */
record CrowdFound(String title, List<Figure> figures, List<String> verdict) {
    private static final int CONNECTIONS = 10;

    /** A figure with its unit. */
    record Figure(String name, String value) {}

    /** Whether all of its verdict is as it must be. */
    boolean isWhole() {
        return verdict.stream().noneMatch(sentence -> sentence.contains(RateVerdict.MISSED));
    }

    static CrowdFound busy(
            CrowdRow row,
            BusyJvm.Found found,
            GatewayJvm.Standing gateway,
            int mostAtDatabase,
            int seenAtDatabase,
            double gone) {
        List<Figure> figures = List.of(
                new Figure("queries/s", String.format(Locale.ROOT, "%,.0f", found.perSecond())),
                new Figure("p50", millis(found.p50Millis())),
                new Figure("p99", millis(found.p99Millis())),
                new Figure("longest", millis(found.maxMillis())),
                new Figure("most leased at once", Integer.toString(gateway.mostLeased())),
                new Figure("most connections, counted at the database", Integer.toString(mostAtDatabase)),
                new Figure("different connections seen there", Integer.toString(seenAtDatabase)),
                new Figure("all gone after", seconds(gone)));
        List<String> verdict = List.of(
                "all " + found.sessions() + " sessions worked: " + RateVerdict.said(found.sessions() == row.sessions()),
                "never more than " + CONNECTIONS + " connections: "
                        + RateVerdict.said(gateway.mostLeased() <= CONNECTIONS && mostAtDatabase <= CONNECTIONS),
                gone(gone));
        return new CrowdFound(row.title(), figures, verdict);
    }

    static CrowdFound idle(CrowdRow row, GatewayJvm.Standing before, GatewayJvm.Standing with, double gone) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("sessions", String.format(Locale.ROOT, "%,d", with.sessions())));
        figures.add(new Figure("sockets", String.format(Locale.ROOT, "%,d", with.connections())));
        figures.add(new Figure("platform threads", with.threads() + " (without them " + before.threads() + ")"));
        figures.add(new Figure("heap", megabytes(with.heapBytes(), before.heapBytes())));
        figures.add(new Figure("resident (RSS)", megabytes(with.residentBytes(), before.residentBytes())));
        figures.add(new Figure("connections leased", Integer.toString(with.leased())));
        figures.add(new Figure("all gone after", seconds(gone)));
        boolean isWhole = with.sessions() == row.sessions() && with.connections() == row.sockets();
        List<String> verdict =
                List.of("all sessions there at once, with 512 MB of heap: " + RateVerdict.said(isWhole), gone(gone));
        return new CrowdFound(row.title(), figures, verdict);
    }

    private static String gone(double seconds) {
        return "sessions, connections and leases all gone once the sockets are: "
                + RateVerdict.said(Double.isFinite(seconds));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%.0f ms", millis);
    }

    private static String seconds(double seconds) {
        return Double.isFinite(seconds) ? String.format(Locale.ROOT, "%.1f s", seconds) : "never";
    }

    private static String megabytes(long with, long without) {
        return String.format(Locale.ROOT, "%.0f MB (without them %.0f)", with / 1048576.0, without / 1048576.0);
    }
}
