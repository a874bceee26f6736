package io.leasehold.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One server as an operating system process that can be signalled and started again with the same command. Not safe for
 * use by many threads at once.
 */
final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final Path log;
    private final String stopSignal;
    private @Nullable Process process;
    private @Nullable OrphanGuard guard;

    ServerProcess(List<String> command, Map<String, String> environment, Path directory, String stopSignal) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.log = directory.resolve("server.log");
        this.stopSignal = stopSignal;
    }

    void start() {
        if (isAlive()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            guard = OrphanGuard.over(process.pid());
        } catch (IOException e) {
            throw new TestbedException("Cannot start " + command.get(0), e);
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** What the server has written since its last start. */
    String log() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    /** Asks the server to shut down, and insists after a while. */
    void stop() {
        if (isAlive()) {
            signal(stopSignal, List.of(running().pid()));
            if (!awaitEnd()) {
                crash();
            }
        }
        release();
    }

    void crash() {
        if (isAlive()) {
            List<ProcessHandle> family = family();
            family.forEach(ProcessHandle::destroyForcibly);
            awaitEnd();
            Await.until(() -> family.stream().noneMatch(ServerProcess::isRunning));
        }
        release();
    }

    /** A dead child that nobody has waited for still counts as alive, but has no program any more. */
    private static boolean isRunning(ProcessHandle member) {
        return member.isAlive() && member.info().command().isPresent();
    }

    /** Parents first, so that none starts a child that escapes. */
    void freeze() {
        signal("STOP", List.of(running().pid()));
        signal("STOP", pids(family()));
        Await.until(() -> pids(family()).stream().allMatch(ServerProcess::isStopped));
    }

    /** A signal is only pending when `kill` returns; each thread stops in its own time. Where there is no /proc, that is not seen. */
    private static boolean isStopped(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(threads)) {
            return true;
        }
        try (Stream<Path> all = Files.list(threads)) {
            return all.allMatch(ServerProcess::isStoppedThread);
        } catch (IOException e) {
            return false;
        }
    }

    /** The state is the letter after the program's name, which stands in parentheses and may hold any. */
    private static boolean isStoppedThread(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state == 'T' || state == 'Z';
        } catch (IOException e) {
            return true;
        }
    }

    void thaw() {
        signal("CONT", pids(family()));
    }

    private void release() {
        if (guard != null) {
            guard.dismiss();
            guard = null;
        }
    }

    private Process running() {
        if (process == null || !process.isAlive()) {
            throw new TestbedException("The server is not running; start it first");
        }
        return process;
    }

    private List<ProcessHandle> family() {
        ProcessHandle parent = running().toHandle();
        List<ProcessHandle> family = new ArrayList<>();
        family.add(parent);
        parent.descendants().forEach(family::add);
        return family;
    }

    private static List<Long> pids(List<ProcessHandle> processes) {
        return processes.stream().map(ProcessHandle::pid).toList();
    }

    private boolean awaitEnd() {
        try {
            return process == null || process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("Interrupted while waiting for " + command.get(0) + " to end", e);
        }
    }

    /** The JDK can only terminate processes; the other signals need the shell. */
    private static void signal(String name, List<Long> pids) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$0\" \"$@\"", name));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        try {
            Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                throw new TestbedException("Sending " + name + " to " + pids + " took too long");
            }
        } catch (IOException e) {
            throw new TestbedException("Cannot send " + name + " to " + pids, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("Interrupted while sending " + name + " to " + pids, e);
        }
    }
}
