package io.leasehold.drills.hbase;

import io.leasehold.drills.BadInputException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a checkout of this project has HBase, which the program does not bring along. Immutable.
 *
 * @param server the class path of HBase's process
 * @param holders the class path of code that sees HBase's client
 */
record HBaseParts(List<Path> server, List<Path> holders) {

    private static final String BUILD = "./mvnw -DskipTests package -pl drills-hbase -am";

    HBaseParts {
        server = List.copyOf(server);
        holders = List.copyOf(holders);
    }

    /** @throws BadInputException if it was not built there; the message says what to type */
    static HBaseParts in(Path checkout) {
        Path testbed = checkout.resolve("testbed/hbase/target/classes");
        Path hbase = checkout.resolve("hbase/target/classes");
        Path own = checkout.resolve("drills-hbase/target/classes");
        Path list = checkout.resolve("testbed/hbase/target/class-path.txt");
        if (!Files.isRegularFile(checkout.resolve("testbed/hbase/pom.xml"))) {
            throw new BadInputException("--with hbase: there is no checkout of Leasehold at " + checkout
                    + ": start the program by the script 'leasehold' in one.");
        }
        if (!Files.isRegularFile(list) || !List.of(testbed, hbase, own).stream().allMatch(Files::isDirectory)) {
            throw new BadInputException(
                    "--with hbase: HBase is not built here yet; type: cd " + checkout + " && " + BUILD);
        }
        List<Path> jars = jars(list);
        return new HBaseParts(joined(List.of(testbed), jars), joined(List.of(own, hbase), jars));
    }

    private static List<Path> jars(Path list) {
        try {
            return Arrays.stream(Files.readString(list).strip().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> joined(List<Path> first, List<Path> second) {
        List<Path> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
