package io.leasehold.lab;

import io.leasehold.lab.peers.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** Where and when a run was made; a figure without it means little. Immutable. */
public record Environment(String date, String system, String processor, int processors, String jdk, String jmh) {
    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

    public static Environment read() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                system,
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                Jdk.current().version() + " " + System.getProperty("java.vm.name"),
                Versions.of("jmh"));
    }

    /** Whether figures of both can stand beside each other. */
    public boolean isSameMachineAs(Environment other) {
        return new Environment(date, other.system, other.processor, other.processors, other.jdk, other.jmh)
                .equals(this);
    }

    public String text() {
        return date + ", " + system + ", " + processors + " processors (" + processor + "), JDK " + jdk + ", JMH "
                + jmh;
    }

    private static String processorName() {
        if (!Files.isReadable(LINUX_PROCESSORS)) {
            return "model unknown";
        }
        try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("model unknown");
        } catch (IOException e) {
            // a name for the report, no more: no run is worth losing for it
            return "model unknown";
        }
    }
}
