package io.leasehold.drills.poison;

import io.leasehold.drills.Finding;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the incident of the poisoned clients left, and what follows from it. Calls are noted by many threads, all else by one. */
final class ThriftFacts {

    static final String AFTER_IDLENESS = "after the idleness";
    static final String AFTER_POISON = "after half a reply or garbage";
    static final String IN_THE_CROWD = "in the crowd";

    int declared;
    int openedForDeclared;
    int rowsAfterTheBlock;
    int peak;

    @Nullable String scanSaid;

    private int poisoned;
    private final int size;
    private final Set<Integer> toBeStruck = ConcurrentHashMap.newKeySet();
    private final Set<Integer> struck = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final List<Failure> wrong = new CopyOnWriteArrayList<>();

    private record Failure(String when, String what) {}

    ThriftFacts(int size) {
        this.size = size;
    }

    void answered(String when, long number, Answer answer) {
        answered.incrementAndGet();
        if (struck.contains(answer.connection())) {
            failed(when, "an answer came over a connection that had been struck");
        }
        if (answer.number() != number) {
            wrong.add(new Failure(when, "asked for " + number + ", was given " + answer.number()));
        }
    }

    /** This answer's connection is about to be struck by half a reply or garbage. */
    void willBeStruck(Answer answer) {
        toBeStruck.add(answer.connection());
    }

    /** What was to be struck has been. */
    void haveBeenStruck(int calls) {
        poisoned += calls;
        struck.addAll(toBeStruck);
    }

    void failed(String when, String error) {
        failures.add(new Failure(when, error));
    }

    int answered() {
        return answered.get();
    }

    String errorsOrNone(String when) {
        List<Failure> these = at(when);
        return these.isEmpty()
                ? "no caller had an error"
                : these.size() + " callers had an error, such as "
                        + these.get(0).what();
    }

    String wrongOrNone() {
        return wrong.isEmpty()
                ? "everybody was given the own answer so far"
                : wrong.size() + " were given another's answer, such as one that "
                        + wrong.get(0).what();
    }

    List<Finding> judge() {
        return List.of(
                none("no caller sees what an idle client's server has hung up on", AFTER_IDLENESS),
                new Finding(
                        poisoned > 0 && at(AFTER_POISON).isEmpty(),
                        "what half a reply or garbage has touched is never lent again",
                        poisoned + " calls were struck; of the later ones: " + errorsOrNone(AFTER_POISON)),
                new Finding(
                        declared > 0 && openedForDeclared == 0,
                        "an error that the service declares keeps the connection",
                        declared + " such errors, " + openedForDeclared + " new connections"),
                new Finding(
                        wrong.isEmpty() && answered() > 0,
                        "no answer goes to the wrong caller",
                        wrong.isEmpty() ? answered() + " answers, each its caller's own" : wrongOrNone()),
                new Finding(
                        rowsAfterTheBlock == 0 && scanSaid != null,
                        "a scan that outlives its lease reads nothing and is told why",
                        scanSaid == null
                                ? "it read " + rowsAfterTheBlock + " rows of a client it did not hold"
                                : scanSaid),
                new Finding(
                        peak <= size && at(IN_THE_CROWD).isEmpty(),
                        "there are never more connections than the limit, and everybody is served",
                        peak + " connections at most, with a limit of " + size + "; " + errorsOrNone(IN_THE_CROWD)));
    }

    private Finding none(String law, String when) {
        return new Finding(at(when).isEmpty(), law, errorsOrNone(when));
    }

    private List<Failure> at(String when) {
        return failures.stream().filter(failure -> failure.when().equals(when)).toList();
    }
}
