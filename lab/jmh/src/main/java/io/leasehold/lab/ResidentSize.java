package io.leasehold.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has of the machine's memory: heap, stacks of threads and all else that was touched. */
public final class ResidentSize {
    private static final Path LINUX_STATUS = Path.of("/proc/self/status");

    private ResidentSize() {}

    /** Bytes, as the system says it; 0 where it does not. */
    public static long bytes() {
        if (!Files.isReadable(LINUX_STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(LINUX_STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // a figure for the report, no more
            return 0;
        }
    }
}
