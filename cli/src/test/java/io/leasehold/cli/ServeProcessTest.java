package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.drills.Await;
import io.leasehold.drills.databases.Database;
import io.leasehold.drills.databases.EmbeddedH2;
import java.io.BufferedReader;
import java.io.File;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: what it prints, what signals do to it, and by which status it ends. */
@DisabledOnOs(OS.WINDOWS)
class ServeProcessTest {

    private static final Pattern URL = Pattern.compile("(jdbc:hive2://\\S+noSasl)");
    private static final Pattern HTTP_PORT = Pattern.compile("jdbc:hive2://localhost:(\\d+)/\\S+transportMode=http");
    private static final String LONG =
            "select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b where a.x <> b.x";

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final EmbeddedH2 h2 = new EmbeddedH2(0);
    private final Database database = h2.database();

    @AfterEach
    void endsAll() {
        processes.forEach(Process::destroyForcibly);
        h2.close();
    }

    @Test
    void aServerWithNothingToDoEndsWellAtTheFirstSignal() throws Exception {
        Process server = serve("30s");
        assertThat(url(server)).startsWith("jdbc:hive2://localhost:");
        server.destroy();
        assertStatus(server, 0);
    }

    @Test
    void whatRunsPastTheDeadlineIsCutOffAndTheStatusSaysSo() throws Exception {
        Process server = serve("1s");
        Process client = start("sql", "-u", url(server), LONG);
        awaitExecuting(1);
        server.destroy();
        assertStatus(server, 3);
        assertStatus(client, 1);
    }

    @Test
    void aSecondSignalEndsTheServerAtOnce() throws Exception {
        Process server = serve("1h");
        start("sql", "-u", url(server), LONG);
        awaitExecuting(1);
        // Signals of one kind that come while the first is delivered are one.
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (server.isAlive() && System.nanoTime() < deadline) {
            server.destroy();
            LockSupport.parkNanos(200_000_000);
        }
        assertStatus(server, 3);
        assertThat(Files.readString(folder.resolve("serve-err")))
                .contains("cut off: 1 session and 1 connection in use.");
    }

    @Test
    void aClientThatIsInterruptedCancelsItsStatement() throws Exception {
        Process server = serve("30s");
        Process client = start("sql", "-u", url(server), LONG);
        awaitExecuting(1);
        client.destroy();
        assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
        awaitExecuting(0);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a device that is always full")
    void aResultThatThereIsNoRoomForIsNoSuccess() throws Exception {
        Process server = serve("30s");
        Process client = start(ProcessBuilder.Redirect.to(new File("/dev/full")), "sql", "-u", url(server), "select 1");
        assertStatus(client, 1);
        assertThat(folder.resolve("sql-err")).content().contains("the result could not be written whole");
    }

    @Test
    void aReaderThatHasSeenEnoughEndsTheClient() throws Exception {
        Process server = serve("30s");
        Process client = start("sql", "-u", url(server), "--format=csv", "select x from system_range(1, 200000)");
        try (BufferedReader out = client.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualToIgnoringCase("x");
        }
        assertStatus(client, 1);
    }

    @Test
    void whatStrangersSendAsTheirHostIsNotRepeatedInTheLog() throws Exception {
        Process server = start("serve", "--port", "0", "--http-port", "0", "--console-port", "0");
        int port = Integer.parseInt(find(server, HTTP_PORT));
        for (String host : List.of("stranger@127.0.0.1", "127.0.0.1 stranger", "127.0.0.1:80@stranger")) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream()
                        .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 4");
            }
        }
        server.destroy();
        assertStatus(server, 0);
        assertThat(folder.resolve("serve-err")).content().doesNotContain("stranger");
    }

    @Test
    void aClientThatIsKilledInMidQueryLeavesNothingBehindButALine() throws Exception {
        Process server = serve("30s");
        Process client = start("sql", "-u", url(server), "-n", "ann", LONG);
        awaitExecuting(1);
        client.destroyForcibly();
        awaitExecuting(0);
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.readString(folder.resolve("serve-err")).contains(" detached") && System.nanoTime() < deadline) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(Files.readAllLines(folder.resolve("serve-err")))
                .anySatisfy(line -> assertThat(line)
                        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO {2}gateway:"
                                + " connection from 127\\.0\\.0\\.1 closed, 1 session closed, 0 detached:"
                                + " session [0-9a-f-]{36} of ann, cancelled: SELECT"));
    }

    private Process serve(String deadline) throws Exception {
        Path settings = folder.resolve("gateway.yaml");
        Files.writeString(
                settings, """
                    binary: {port: 0}
                    http: {enabled: false}
                    console: {enabled: false}
                    logins: {noAuth: true}
                    drain: {deadline: %s}
                    backends:
                      h2:
                        url: "%s"
                        username: "%s"
                        password: "%s"
                        allowSuperuser: true
                    """.formatted(deadline, database.address().url(), database.user(), database.password()));
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
        return start("serve", "--config", settings.toString());
    }

    private Process start(String... arguments) throws Exception {
        return start(ProcessBuilder.Redirect.PIPE, arguments);
    }

    private Process start(ProcessBuilder.Redirect out, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(folder.resolve(arguments[0] + "-err").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String url(Process server) throws Exception {
        return find(server, URL);
    }

    private String find(Process server, Pattern wanted) throws Exception {
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher found = wanted.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError("it does not serve: " + Files.readString(folder.resolve("serve-err")));
    }

    private void awaitExecuting(int wanted) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThat(Await.until(Duration.ofSeconds(60), () -> {
                        try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS"
                                + " WHERE LOWER(EXECUTING_STATEMENT) LIKE '%system_range%'"
                                + " AND SESSION_ID <> SESSION_ID()")) {
                            row.next();
                            return row.getInt(1) == wanted;
                        }
                    }))
                    .as("statements that the database executes: %s wanted", wanted)
                    .isPresent();
        }
    }

    private static void assertStatus(Process process, int wanted) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(wanted);
    }
}
