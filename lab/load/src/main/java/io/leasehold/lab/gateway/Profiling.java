package io.leasehold.lab.gateway;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether JVMs are recorded by Flight Recorder, and into which folder. Immutable. */
record Profiling(@Nullable Path folder) {
    /** The options of a JVM; a later one of the same name takes the place of its recording. */
    List<String> of(String name) {
        return folder == null
                ? List.of()
                : List.of(
                        // it says on the standard output that it has begun, which is not for it
                        "-Xlog:jfr+startup=off",
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                                + folder.resolve(name + ".jfr"));
    }
}
