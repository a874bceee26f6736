package io.leasehold.drills.sharing;

import io.leasehold.HolderSnapshot;
import io.leasehold.SharedPoolSnapshot;
import java.util.List;
import java.util.stream.Collectors;

/** Says who holds what, as Leasehold's snapshot has it. Stateless. */
public final class HolderTexts {

    private HolderTexts() {}

    /** One line for each holder: thread, time, and where in the code. */
    public static List<String> of(SharedPoolSnapshot snapshot) {
        return snapshot.resources().stream()
                .flatMap(resource -> resource.holders().stream())
                .map(HolderTexts::text)
                .toList();
    }

    private static String text(HolderSnapshot holder) {
        return holder.thread() + " for " + holder.held().toMillis() + " ms, acquired at "
                + holder.site().stream().limit(2).map(Object::toString).collect(Collectors.joining(", called at "));
    }
}
