package io.leasehold.drills;

import io.leasehold.drills.dropped.DroppedClient;
import io.leasehold.drills.endpoints.FailedEndpoint;
import io.leasehold.drills.incidents.Abandoned;
import io.leasehold.drills.incidents.DownAndUp;
import io.leasehold.drills.incidents.EscapedResult;
import io.leasehold.drills.incidents.Exhausted;
import io.leasehold.drills.incidents.ForgottenClose;
import io.leasehold.drills.incidents.IdleDrop;
import io.leasehold.drills.incidents.Interrupted;
import io.leasehold.drills.incidents.Killed;
import io.leasehold.drills.poison.PoisonedThrift;
import io.leasehold.drills.sharing.SharedConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The drills there are, in the order in which they run. Stateless. */
public final class Drills {

    private static final List<DatabaseDrill> DATABASE = List.of(
            new ForgottenClose(),
            new Abandoned(),
            new EscapedResult(),
            new Killed(),
            new IdleDrop(),
            new Exhausted(),
            new DownAndUp(),
            new Interrupted());

    private static final List<ServiceDrill<?>> SERVICE =
            List.of(new SharedConnection(), new PoisonedThrift(), new FailedEndpoint(), new DroppedClient());

    private static final List<Drill<?>> ALL =
            Stream.<Drill<?>>concat(DATABASE.stream(), SERVICE.stream()).toList();

    private Drills() {}

    public static List<Drill<?>> all() {
        return ALL;
    }

    /** Those that happen to a pool of connections to a database. */
    public static List<DatabaseDrill> onDatabases() {
        return DATABASE;
    }

    /** Those that bring their own services along. */
    public static List<ServiceDrill<?>> onServices() {
        return SERVICE;
    }

    public static List<String> names() {
        return ALL.stream().map(drill -> drill.name()).toList();
    }

    /**
     * The drills of these names, in the order of {@link #all()}.
     *
     * @throws BadInputException naming every name that is unknown
     */
    public static List<Drill<?>> named(List<String> names) {
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
