package io.leasehold.internal;

import io.leasehold.HolderSnapshot;
import io.leasehold.PoolGroupSnapshot;
import io.leasehold.spi.Ticker;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a group into words for the errors of those who got no room. Safe for any thread. A reading costs a pass over all places, and
 * thousands may time out together, so it is made once a coarse tick.
 */
final class GroupScene {

    private static final int HOLDERS = 4;

    private final EngineGroup<?, ?, ?> group;
    private final Ticker ticker;
    private volatile @Nullable Read read;

    GroupScene(EngineGroup<?, ?, ?> group, Ticker ticker) {
        this.group = group;
        this.ticker = ticker;
    }

    private record Read(long tick, String text) {}

    /** The group's counts, and who has held longest on whatever endpoint. */
    String text() {
        long tick = ticker.coarseNanos();
        Read last = read;
        if (last == null || last.tick != tick) {
            last = new Read(tick, text(group.snapshot()));
            read = last;
        }
        return last.text;
    }

    private static String text(PoolGroupSnapshot now) {
        StringBuilder text = new StringBuilder("; in the whole group ")
                .append(now.taken())
                .append(" of ")
                .append(now.maximum())
                .append(" open, ")
                .append(now.leased())
                .append(" leased, ")
                .append(now.idle())
                .append(" idle, ")
                .append(now.waitingForRoom())
                .append(now.waitingForRoom() == 1 ? " open waits for room" : " opens wait for room");
        if (now.lost() > 0) {
            text.append(", ").append(now.lost()).append(" lost");
        }
        List<String> holders = holders(now);
        for (int i = 0; i < Math.min(HOLDERS, holders.size()); i++) {
            text.append(i == 0 ? ". Held longest in the group: " : "; then ").append(holders.get(i));
        }
        if (holders.size() > HOLDERS) {
            text.append("; and ").append(holders.size() - HOLDERS).append(" more");
        }
        return text.toString();
    }

    /** Who holds what on which endpoint, the longest first. */
    static List<String> holders(PoolGroupSnapshot now) {
        return now.endpoints().stream()
                .flatMap(one -> one.pool().holders().stream()
                        .map(holder -> new Held(one.endpoint().toString(), holder)))
                .sorted(Comparator.comparing((Held held) -> held.holder.held()).reversed())
                .map(held -> SceneText.words(held.holder) + " on " + held.endpoint)
                .toList();
    }

    private record Held(String endpoint, HolderSnapshot holder) {}
}
