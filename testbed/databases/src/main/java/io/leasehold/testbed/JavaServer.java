package io.leasehold.testbed;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the processes of servers that are Java programs. */
final class JavaServer {
    private JavaServer() {}

    /** A JVM that runs the main class with nothing but the jar it comes from on its class path. */
    static ServerProcess process(Class<?> main, Path directory, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto"));
        command.addAll(options);
        command.addAll(List.of("-cp", jarOf(main), main.getName()));
        command.addAll(arguments);
        return new ServerProcess(command, Map.of(), directory, "TERM");
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new TestbedException("Cannot find the jar of " + type.getName(), e);
        }
    }
}
