package io.leasehold.lab.chaos.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a pool could leave behind in its JVM. Immutable.
 *
 * @param threads of the pool's own
 * @param sockets open in this process; 0 where the system does not tell
 */
record Traces(List<String> threads, long sockets) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final String OURS = "leasehold-";

    static Traces now(Field field) {
        // so that the administrators' own connections are there in every reading
        field.sessions();
        List<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(OURS))
                .sorted()
                .toList();
        return new Traces(threads, openSockets());
    }

    boolean within(Traces before) {
        return before.threads.containsAll(threads) && sockets <= before.sockets;
    }

    private static long openSockets() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.filter(Traces::isSocket).count();
        } catch (IOException e) {
            throw new IllegalStateException("The open files of this process cannot be listed.", e);
        }
    }

    /** A descriptor that was closed since it was listed is none. */
    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException gone) {
            return false;
        }
    }
}
