package io.leasehold.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.drills.databases.EmbeddedH2;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be used is refused before anything runs, by one message that names what to change, with status 2. */
class BadInputTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--only=nonsense,killed                     | --only 'nonsense': there is no such drill; there are forgotten-close",
                "--only=                                    | --only '': there is no such drill",
                "killed                                     | To run only that drill, say --only=killed",
                "nonsense                                   | 'nonsense' is not known here.",
                "--url=postgresql://db/shop                 | a JDBC URL begins with 'jdbc:'",
                "--url=jdbc:h2:mem:shop                     | use jdbc:h2:tcp://HOST:PORT/NAME",
                "--url=jdbc:postgresql://a:1,b:2/shop       | name one host",
                "--url=jdbc:postgresql://127.0.0.1:1/shop   | Nothing answers at 127.0.0.1:1: start the database",
                "--url=jdbc:mysql://127.0.0.1:1/shop        | give MySQL's driver with --driver-jar",
                "--url=jdbc:oracle:thin:@//db:1521/XE       | add --proxy-target HOST:PORT",
                "--user=me                                  | give --url as well",
                "--port=70000                               | --port 70000: a port is a number from 1 to 65535",
                "--port=http                                | --port http: must be a whole number",
                "--database-port=-1                         | --database-port -1: a port is a number",
                "--set=maximumPoolSze=3                     | maximumPoolSze",
                "--set=maximumPoolSize=1000000              | must be 1 to 10000",
                "--set=keepaliveTime=-5                     | keepaliveTime",
                "--set=maximumPoolSize=3                    | --set maximumPoolSize: the drills set this themselves",
                "--set=nothing                              | drill: --set nothing: give it as NAME=VALUE",
                "--with=cassandra                           | --with 'cassandra': there is no such service; there is hbase",
                "--with=                                    | --with '': there is no such service; there is hbase",
                "--frobnicate                               | --frobnicate",
            })
    void isRefusedByOneMessage(String argument, String said) {
        assertRefused(Run.of("drill", argument), said);
    }

    @Test
    void aServiceThatNoDrillAskedForRunsOnIsRefused() {
        assertRefused(
                Run.of("drill", "--only=killed", "--with=hbase"),
                "--with hbase is for shared-connection, which --only leaves out");
    }

    @Test
    void aRefusedLoginNamesUserAndPassword() {
        try (EmbeddedH2 h2 = new EmbeddedH2(0)) {
            String url = h2.database().address().url();
            Run run = Run.of("drill", "--url", url, "--user", "drill", "--password=wrong-secret");
            assertRefused(run, "refused the login of user 'drill': check --user and --password");
            assertThat(run.err()).doesNotContain("wrong-secret");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseKind.class,
            names = {"POSTGRESQL", "MARIADB"})
    void aLoginWithoutAUserAsksForOne(DatabaseKind kind) {
        assumeTrue(kind.isAvailableHere());
        Run run = Run.of("drill", "--url=" + Databases.of(kind).jdbcUrl());
        assertRefused(run, "refused the login without a user: give --user and --password");
    }

    @Test
    void anUnknownDatabaseNamesTheUrl() {
        try (EmbeddedH2 h2 = new EmbeddedH2(0)) {
            int port = h2.database().address().port();
            Run run = Run.of(
                    "drill",
                    "--url",
                    "jdbc:h2:tcp://127.0.0.1:" + port + "/" + folder + "/none;IFEXISTS=TRUE",
                    "--user=sa");
            assertRefused(run, "There is no such database");
        }
    }

    @Test
    void aMissingDriverJarIsNamed() {
        assertRefused(driverJar(folder.resolve("missing.jar")), "missing.jar: there is no such file");
    }

    @Test
    void aDriverJarThatIsAFolderIsNamed() {
        assertRefused(driverJar(folder), "it is a folder");
    }

    @Test
    void aDriverJarThatIsNoJarIsNamed() throws IOException {
        assertRefused(
                driverJar(Files.writeString(folder.resolve("text.jar"), "no jar")), "text.jar: it is not a jar file");
    }

    @Test
    void aJarWithoutADriverIsNamed() throws Exception {
        Path jar = Path.of(picocli.CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertRefused(driverJar(jar), "there is no JDBC driver in it");
    }

    @Test
    void aDriverForAnotherDatabaseIsNamed() throws Exception {
        Path jar = Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertRefused(driverJar(jar), "none of its drivers (org.h2.Driver) takes jdbc:mysql://127.0.0.1:1/shop");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertRefused(Run.of("drill", "--port=" + port), "--port " + port + ": the port is in use");
            assertRefused(
                    Run.of("drill", "--database-port=" + port), "--database-port " + port + ": the port is in use");
        }
    }

    @Test
    void aPasswordThatIsAskedForWithoutAUrlIsRefusedAlsoWhenItIsEmpty() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("\n".getBytes(UTF_8)));
        try {
            assertRefused(Run.of("drill", "--only=escaped-result", "--password"), "give --url as well");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void verboseShowsWhere() {
        assertThat(Run.of("drill", "--only=nonsense", "--verbose").err()).contains("BadInputException", "\tat ");
    }

    @Test
    void withoutACommandItSaysWhatThereIs() {
        Run run = Run.of();
        assertThat(run.err())
                .contains("serve", "sql", "drill", "To begin with:")
                .doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void aCommandThatIsNearlyOneIsNamed() {
        assertRefused(Run.of("serv"), "'serv' is not known here: did you mean serve?");
        assertRefused(Run.of("quux"), "'quux' is not known here: there are serve, sql, passwd, console-token, drill");
    }

    @Test
    void helpIsACommandAsWell() {
        Run run = Run.of("help", "serve");
        assertThat(run.out()).contains("--backend");
        assertThat(run.status()).isZero();
        assertThat(Run.of("--help").out()).containsSubsequence("serve", "sql", "drill", "To begin with:");
    }

    private static Run driverJar(Path jar) {
        return Run.of("drill", "--url=jdbc:mysql://127.0.0.1:1/shop", "--driver-jar=" + jar);
    }

    private static void assertRefused(Run run, String said) {
        assertThat(run.err()).contains(said).doesNotContain("\tat ", "Exception");
        assertThat(run.err().lines().count()).as(run.err()).isLessThanOrEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }
}
