package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.drills.Drills;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import org.junit.jupiter.api.Test;

class DrillCommandTest {

    @Test
    void listNamesEveryDrillAndRunsNone() {
        Run run = Run.of("drill", "--list");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).hasSameSizeAs(Drills.all());
        assertThat(run.out()).contains(Drills.names());
    }

    @Test
    void listIsJsonWhereThatIsAskedFor() throws Exception {
        JsonNode list =
                new ObjectMapper().readTree(Run.of("drill", "--list", "--json").out());
        assertThat(list.path("drills").findValuesAsText("drill")).isEqualTo(Drills.names());
    }

    @Test
    void namesMayHaveSpacesAroundThem() {
        Run run = Run.of("drill", "--list", "--only", "killed, abandoned");
        assertThat(run.out().lines().map(line -> line.split(" ")[0])).containsExactly("abandoned", "killed");
    }

    @Test
    void helpNamesEveryOptionAndExitStatus() {
        Run run = Run.of("drill", "--help");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "--only",
                        "--list",
                        "--beside",
                        "--with",
                        "--url",
                        "--user",
                        "--password",
                        "--driver-jar",
                        "--proxy-target")
                .contains("--set", "--port", "--database-port", "--json", "--verbose", "Exit status");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void aDrillThatPassesGivesStatusZeroAndSaysWhatItSaw() {
        Run run = Run.of("drill", "--only=escaped-result");
        assertThat(run.out()).contains("PASS", "reads nothing", "1 of 1 passed").doesNotContain("\u001B");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void jsonIsOneObjectWithTheWholeRecord() throws Exception {
        Run run = Run.of("drill", "--only=escaped-result", "--json");
        JsonNode report = new ObjectMapper().readTree(run.out());
        JsonNode outcome = report.path("outcomes").path(0);
        assertThat(report.path("passed").asBoolean()).isTrue();
        assertThat(report.path("database").asText()).startsWith("H2 2.");
        assertThat(outcome.path("drill").asText()).isEqualTo("escaped-result");
        assertThat(outcome.path("verdict").asText()).isEqualTo("pass");
        assertThat(outcome.path("record").size()).isGreaterThan(3);
        assertThat(outcome.path("findings").findValues("held")).hasSize(5).allMatch(JsonNode::asBoolean);
        assertThat(outcome.path("settings").toString()).contains("maximumPoolSize = 1");
    }

    @Test
    void besideShowsThePeersAndJudgesByLeaseholdAlone() {
        Run run = Run.of("drill", "--only=escaped-result", "--beside");
        assertThat(run.out())
                .contains("HikariCP 7", "MyBatis 3", "side by side", "maximumPoolSize = 1", "poolPingEnabled = true");
        assertThat(run.out()).containsPattern("its end returns the lease +held +none +none");
        assertThat(run.status()).isZero();
    }

    @Test
    void aDrillWithServicesOfItsOwnNeedsNoDatabase() throws Exception {
        Run run = Run.of("drill", "--only=shared-connection", "--json");
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.path("passed").asBoolean()).as(run.out()).isTrue();
        assertThat(report.path("database").isNull()).isTrue();
    }

    @Test
    void besideADrillWithServicesStandsWhatIsWrittenByHand() {
        Run run = Run.of("drill", "--only=escaped-result,shared-connection", "--beside");
        assertThat(run.out())
                .contains("2 drills, 1 of them against H2 2.", "services of their own", "HikariCP 7", "counted by hand")
                .containsPattern("shared-connection +PASS 7/7 +FAIL");
        assertThat(run.status()).as(run.out()).isZero();
    }

    @Test
    void aSettingOfTheUsersReachesThePool() {
        Run run = Run.of("drill", "--only=escaped-result", "--set=sessionReset=FULL");
        assertThat(run.out()).contains("sessionReset = FULL");
    }

    @Test
    void aDrillThatCannotBeRunIsNoPass() {
        TestDatabase hsqldb = Databases.hsqldb();
        Run run = Run.of(
                "drill",
                "--only=interrupted",
                "--url=" + hsqldb.jdbcUrl(),
                "--user=" + hsqldb.user(),
                "--password=" + hsqldb.password());
        assertThat(run.out()).contains("not run", "0 of 1 passed, 1 not run");
        assertThat(run.status()).isEqualTo(1);
    }
}
