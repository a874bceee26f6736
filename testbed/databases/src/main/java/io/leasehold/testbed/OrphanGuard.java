package io.leasehold.testbed;

import java.io.IOException;

/**
 * Sees to it that a server does not outlive a JVM that died without running its shutdown hooks: a shell that waits for
 * the end of its input, which comes when this JVM is gone, and then kills the server.
 */
final class OrphanGuard {
    private final Process shell;

    private OrphanGuard(Process shell) {
        this.shell = shell;
    }

    static OrphanGuard over(long pid) throws IOException {
        String script = "trap '' INT TERM HUP; read line; kill -s KILL $0";
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script, Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        return new OrphanGuard(builder.start());
    }

    /** Must come after the server's end: the process id may be given to somebody else from then on. */
    void dismiss() {
        shell.destroyForcibly();
    }
}
