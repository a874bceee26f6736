package io.leasehold.drills;

import io.leasehold.drills.incidents.Abandoned;
import io.leasehold.drills.incidents.DownAndUp;
import io.leasehold.drills.incidents.EscapedResult;
import io.leasehold.drills.incidents.Exhausted;
import io.leasehold.drills.incidents.ForgottenClose;
import io.leasehold.drills.incidents.IdleDrop;
import io.leasehold.drills.incidents.Interrupted;
import io.leasehold.drills.incidents.Killed;
import java.util.ArrayList;
import java.util.List;

/** The drills there are, in the order in which they run. Stateless. */
public final class Drills {

    private static final List<Drill> ALL = List.of(
            new ForgottenClose(),
            new Abandoned(),
            new EscapedResult(),
            new Killed(),
            new IdleDrop(),
            new Exhausted(),
            new DownAndUp(),
            new Interrupted());

    private Drills() {}

    public static List<Drill> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(Drill::name).toList();
    }

    /**
     * The drills of these names, in the order of {@link #all()}.
     *
     * @throws BadInputException naming every name that is unknown
     */
    public static List<Drill> named(List<String> names) {
        List<String> wanted = names.stream().map(String::strip).toList();
        List<String> unknown = new ArrayList<>(wanted);
        unknown.removeAll(names());
        if (!unknown.isEmpty()) {
            throw new BadInputException("--only '" + String.join(",", unknown) + "': there is no such drill; there are "
                    + String.join(", ", names()) + ".");
        }
        return ALL.stream().filter(drill -> wanted.contains(drill.name())).toList();
    }
}
