package io.leasehold.internal.shared;

import io.leasehold.HolderSnapshot;
import io.leasehold.PoolSnapshot;
import io.leasehold.SharedPoolSnapshot;
import io.leasehold.SharedResourceSnapshot;
import io.leasehold.internal.SceneText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Builds the message of a refusal in a shared pool, a sentence a part. For one thread. */
final class SharedText {

    private static final int RESOURCES = 4;

    private final StringBuilder text;

    SharedText(String what) {
        text = new StringBuilder(what);
    }

    SharedText counts(SharedPoolSnapshot now) {
        text.append("; ")
                .append(now.taken())
                .append(" of ")
                .append(now.maximum())
                .append(" taken: ");
        text.append(now.shared()).append(" shared, ").append(now.opening()).append(" opening");
        counted(now.inGrace(), " in grace");
        counted(now.retired(), " retired");
        counted(now.closing(), " closing");
        text.append(", ").append(now.waiting()).append(" waiting");
        if (now.state() != PoolSnapshot.State.OPEN) {
            text.append("; the pool is ").append(now.state().name().toLowerCase(Locale.ROOT));
        }
        return this;
    }

    private void counted(int count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(what);
        }
    }

    SharedText failure(SharedPoolSnapshot now, Function<Throwable, String> textOf) {
        String failure = new SceneText("")
                .openFailure(now.lastOpenFailure(), textOf)
                .lost(now.lost())
                .toString();
        text.append(failure);
        return this;
    }

    /** The oldest generations first, and of each who has held it longest. */
    SharedText oldest(List<SharedResourceSnapshot> resources) {
        List<SharedResourceSnapshot> held = resources.stream()
                .filter(resource -> resource.shares() > 0)
                .sorted(Comparator.comparing(SharedResourceSnapshot::age).reversed())
                .toList();
        for (int i = 0; i < Math.min(RESOURCES, held.size()); i++) {
            text.append(i == 0 ? ". Oldest: " : "; then ");
            one(held.get(i));
        }
        if (held.size() > RESOURCES) {
            text.append("; and ").append(held.size() - RESOURCES).append(" more");
        }
        return this;
    }

    private void one(SharedResourceSnapshot resource) {
        text.append(resource.key()).append(" generation ").append(resource.generation());
        text.append(resource.state() == SharedResourceSnapshot.State.RETIRED ? ", retired, " : ", ");
        text.append(resource.shares()).append(resource.shares() == 1 ? " share" : " shares");
        List<HolderSnapshot> holders = resource.holders();
        if (!holders.isEmpty()) {
            text.append(", held longest by ").append(SceneText.words(holders.get(0)));
        }
        if (resource.abandoned() > 0) {
            text.append(", ").append(resource.abandoned()).append(" abandoned");
        }
    }

    SharedText selfHeld(int held) {
        if (held > 0) {
            text.append(". This thread holds ")
                    .append(held)
                    .append(held == 1 ? " share" : " shares")
                    .append(" of this pool itself: it may be waiting for itself");
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
