package io.leasehold.session.internal;

import io.leasehold.session.HoldKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session lost when its client was gone or it ended, for the log: the operations that did not end by themselves, and what it
 * had that others could use. What is only a result, or the server's own, is not told. Immutable.
 */
record Parting(List<String> cancelled, List<String> givenBack) {

    static final Parting NOTHING = new Parting(List.of(), List.of());

    /** How many of a kind are named; of more there is a count. */
    static final int MOST = 3;

    /** Must be made before these are given back. */
    static Parting of(List<Holding> holdings) {
        List<String> cancelled = new ArrayList<>();
        List<String> givenBack = new ArrayList<>();
        for (Holding holding : holdings) {
            if (holding instanceof HeldResource held && isTold(held.kind)) {
                givenBack.add(holding.name);
            } else if (holding instanceof LiveOperation operation && operation.keepsAwake()) {
                cancelled.add(holding.name);
            }
        }
        return new Parting(List.copyOf(cancelled), List.copyOf(givenBack));
    }

    private static boolean isTold(HoldKind kind) {
        return kind != HoldKind.RESULT && kind != HoldKind.OTHER;
    }

    boolean isNothing() {
        return cancelled.isEmpty() && givenBack.isEmpty();
    }

    /** To follow what became of the session; empty if it lost nothing. */
    String words() {
        return words(", cancelled: ", cancelled) + words(", given back: ", givenBack);
    }

    private static String words(String what, List<String> names) {
        return names.isEmpty()
                ? ""
                : what
                        + String.join(
                                ", ",
                                names.stream().limit(MOST).map(Text::plain).toList())
                        + more(names.size() - MOST);
    }

    /** How many were not named. */
    static String more(int number) {
        return number > 0 ? " and " + number + " more" : "";
    }
}
