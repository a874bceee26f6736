package io.leasehold.cli;

import io.leasehold.drills.BadInputException;
import io.leasehold.drills.Drill;
import io.leasehold.drills.hbase.RealHBase;
import io.leasehold.drills.sharing.SharedConnection;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The real services that were asked for, in place of the small ones that drills bring along. For one thread. */
final class RealServices {

    private static final String HBASE = "hbase";

    private final boolean wanted;

    /**
     * @param with the service asked for, if any
     * @throws BadInputException if there is none of this name, or no drill that runs on it
     */
    RealServices(@Nullable String with, List<Drill<?>> drills) {
        wanted = with != null;
        if (with != null && !with.strip().equals(HBASE)) {
            throw new BadInputException("--with '" + with + "': there is no such service; there is " + HBASE + ".");
        }
        if (wanted && drills.stream().noneMatch(SharedConnection.class::isInstance)) {
            throw new BadInputException(
                    "--with hbase is for shared-connection, which --only leaves out: add it there, or leave --with out.");
        }
    }

    /** HBase, serving, if it was asked for; the caller closes it. */
    @Nullable RealHBase hbase(PrintWriter err, boolean verbose) throws Exception {
        if (!wanted) {
            return null;
        }
        try (ProgressLine line = new ProgressLine(err, Terminal.present() && !verbose)) {
            line.show("starting HBase in a process of its own");
            return RealHBase.start(checkout());
        }
    }

    /** The program lies in cli/target, as a jar or as classes. */
    private static Path checkout() throws URISyntaxException {
        Path program = Path.of(RealServices.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return program.resolve("../../..").normalize();
    }
}
