package io.leasehold.lab.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * All live objects by class. It is taken by the JVM after a full collection. Immutable.
 *
 * @param instances of each class
 */
record Histogram(Map<String, Long> instances, long bytes) {
    private static final Pattern LINE = Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)");

    static Histogram take() {
        try {
            Object text = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return parse((String) text);
        } catch (JMException e) {
            throw new IllegalStateException("This JVM counts no objects: " + e.getMessage(), e);
        }
    }

    static Histogram parse(String text) {
        Map<String, Long> instances = new TreeMap<>();
        long bytes = 0;
        for (String line : text.split("\n")) {
            Matcher found = LINE.matcher(line);
            if (found.find()) {
                instances.merge(found.group(3), Long.parseLong(found.group(1)), Long::sum);
                bytes += Long.parseLong(found.group(2));
            }
        }
        return new Histogram(instances, bytes);
    }

    /** Instances of the library's classes, those of the lab left out. */
    long objects() {
        return instances.entrySet().stream()
                .filter(entry -> isOurs(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static boolean isOurs(String name) {
        return name.contains("io.leasehold.") && !name.contains("io.leasehold.lab.");
    }

    Reading reading(double minute) {
        return new Reading(minute, bytes, ManagementFactory.getThreadMXBean().getThreadCount(), openFiles(), objects());
    }

    /** On Linux, the entries of /proc/self/fd. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    /** The classes of which there are most more than before, a line each. */
    List<String> grownMost(Histogram before, int most) {
        return instances.entrySet().stream()
                .map(entry ->
                        Map.entry(entry.getKey(), entry.getValue() - before.instances.getOrDefault(entry.getKey(), 0L)))
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(entry -> "+" + entry.getValue() + " " + entry.getKey())
                .toList();
    }
}
