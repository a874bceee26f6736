package io.leasehold.lab.chaos.rows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes of a server that this JVM has started, as Linux itself tells of them. Where there is no /proc nothing is known, and
 * they are none. Immutable.
 */
record ServerProcesses(List<Long> ids) {
    static final ServerProcesses NONE = new ServerProcesses(List.of());

    private static final char STOPPED = 'T';
    private static final char DEAD = 'Z';

    ServerProcesses {
        ids = List.copyOf(ids);
    }

    /** Whose command names the port, and all that come from them. */
    static ServerProcesses at(int port) {
        return new ServerProcesses(ProcessHandle.current()
                .descendants()
                .filter(process -> names(read(process.pid(), "cmdline"), port))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .distinct()
                .toList());
    }

    /** Whether all of them are stopped, but for those that have ended. */
    boolean areStopped() {
        List<Character> states = ids.stream()
                .map(id -> read(id, "stat"))
                .filter(stat -> !stat.isEmpty())
                .map(ServerProcesses::state)
                .filter(state -> state != DEAD)
                .toList();
        return !states.isEmpty() && states.stream().allMatch(state -> state == STOPPED);
    }

    /** Whether one of the arguments, which end with a zero byte each, is the port, or sets something to it. */
    static boolean names(String command, int port) {
        return Arrays.stream(command.split("\0", -1))
                .anyMatch(argument -> argument.equals(Integer.toString(port)) || argument.endsWith("=" + port));
    }

    /** The letter after the program's name, which stands in parentheses and may hold any. */
    static char state(String stat) {
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    /** Empty if it is not there, or not any more. */
    private static String read(long id, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(id), file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
