package io.leasehold.lab;

import io.leasehold.lab.peers.Versions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where and when a run was made; a figure without it means little. */
public record Environment(String date, String system, int processors, String jdk, String jmh) {
    public static Environment read() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                system,
                Runtime.getRuntime().availableProcessors(),
                Jdk.current().version() + " " + System.getProperty("java.vm.name"),
                Versions.of("jmh"));
    }

    public String text() {
        return date + ", " + system + ", " + processors + " processors, JDK " + jdk + ", JMH " + jmh;
    }
}
