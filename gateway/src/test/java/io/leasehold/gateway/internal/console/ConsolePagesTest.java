package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.OpenFailure;
import io.leasehold.PoolSnapshot;
import io.leasehold.gateway.internal.view.BackendView;
import io.leasehold.session.SessionSnapshot;
import io.leasehold.session.SessionSnapshot.Holding;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page and the JSON show. */
class ConsolePagesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static String page(FakeGateway gateway) {
        return new Pages(Duration.ofSeconds(2)).whole(Readout.of(gateway, NOON), "the-csrf", "");
    }

    private static JsonNode json(FakeGateway gateway) throws IOException {
        return new ObjectMapper().readTree(ReadoutJson.of(Readout.of(gateway, NOON), "the-csrf"));
    }

    @Test
    void everythingThatAnOperatorAsksForIsThere() {
        assertThat(page(Samples.usual()))
                .contains("warehouse-gateway", "up for 3 h 7 min", "ready")
                .contains(
                        "PostgreSQL 17.2", "jdbc:postgresql://db1.example.net/warehouse", "2 leased", "3 idle", "of 10")
                .contains("operation b61f0a77", "1 min 12 s", "/lease/revoke", "Destroy this connection")
                .contains("Opening failed 4.0 s ago (3 times in a row): ConnectException; the log has what it says.")
                .contains("3 wait in line", "an idle limit of 10 min")
                .contains(
                        "attached to 1 connection",
                        "detached until " + SessionParts.clock(NOON.plusSeconds(18)) + " (18 s)")
                .contains("as reports", "idle for 3 min 34 s", "10.20.4.17", "End this session")
                .contains("running 1 min 12 s", "leasing 2.3 s", "queued 8 ms", "48,211", "Cancel this operation")
                .contains("transaction", "48 s", "1 connection kept between statements")
                .contains("its last connection ended", "it was idle for too long");
    }

    @Test
    void anOperationThatIsOverCannotBeCancelled() {
        FakeGateway gateway = Samples.usual();
        gateway.operations = gateway.operations.subList(3, 4);
        assertThat(page(gateway)).contains("finished 31 s").doesNotContain("/operation/cancel");
    }

    private static String pageOf(SessionSnapshot session) {
        FakeGateway gateway = new FakeGateway();
        gateway.sessions = Samples.sessions(List.of(), List.of(session));
        return page(gateway);
    }

    @Test
    void whatEverySessionHasIsNotShownAndWhatItHasTwiceIsShownOnce() {
        Holding own = new Holding("operations", "OTHER", Duration.ofSeconds(17));
        assertThat(pageOf(Samples.overHttp(Duration.ofSeconds(36), own)))
                .contains(">nothing<")
                .doesNotContain("operations other");
        String id = "b9f7866cb21134eff7f67e45a7285638";
        assertThat(pageOf(Samples.overHttp(
                        Duration.ofSeconds(36),
                        new Holding("the result of operation " + id, "RESULT", Duration.ofSeconds(32)),
                        new Holding("the result of operation " + id, "CURSOR", Duration.ofSeconds(31)))))
                .contains("the result of operation b9f7866c…", "cursor, ", "title=\"the result of operation " + id)
                .doesNotContain(" result, ");
    }

    @Test
    void aSessionThatHangsOnCallsSaysWhenItsClientIsGivenUp() throws IOException {
        SessionSnapshot session = Samples.overHttp(Duration.ofSeconds(36));
        assertThat(pageOf(session)).contains("attached by its calls", "last call 36 s ago, given up in 24 s");
        FakeGateway gateway = new FakeGateway();
        gateway.sessions = Samples.sessions(List.of(), List.of(session));
        JsonNode shown = json(gateway).get("sessions").get(0);
        assertThat(shown.get("aliveBecause").asText())
                .isEqualTo("attached by its calls; last call 36 s ago, given up in 24 s");
        assertThat(shown.get("quietLeftSeconds").asDouble()).isEqualTo(24);
    }

    @Test
    void aPoolThatCannotOpenIsNotGreen() {
        assertThat(page(Samples.usual()))
                .containsOnlyOnce("<span class=\"pill failed\">cannot open</span>")
                .containsOnlyOnce("<span class=\"pill good\">open</span>");
    }

    @Test
    void endsTakeUpAPartOfThePageAloneAndIdsInMessagesAreBrief() throws IOException {
        FakeGateway gateway = Samples.usual();
        gateway.ends = Collections.nCopies(100, gateway.ends.get(0));
        assertThat(page(gateway).split("its last connection ended", -1)).hasSize(11);
        assertThat(page(gateway)).contains("the latest 10; the JSON has 100");
        assertThat(json(gateway).get("ends")).hasSize(100);
        String said = new Pages(Duration.ofSeconds(2))
                .whole(Readout.of(gateway, NOON), "", "Operation b9f7866cb21134eff7f67e45a7285638 is being cancelled.");
        assertThat(said).contains("Operation b9f7866c… is being cancelled.");
        assertThat(Words.briefIds("Session 1741dd9f-0c3a-4be2-a6d1-f53b7c2e9d08 has ended."))
                .isEqualTo("Session 1741dd9f… has ended.");
    }

    @Test
    void anEmptyGatewaySaysSo() {
        assertThat(page(new FakeGateway()))
                .contains("No backend is configured.", "Nothing runs.", "Nobody is here.", "No client is connected.")
                .contains("No session has ended yet.", "No session keeps a connection between its statements.");
    }

    @Test
    void aDrainIsShown() {
        FakeGateway gateway = new FakeGateway();
        gateway.ready = false;
        assertThat(page(gateway)).contains("draining: no new sessions");
    }

    /** Users, hosts, settings, ids, error texts and statements are all of it text that somebody else chose. */
    @Test
    void markupOfOthersIsText() {
        String page = new Pages(Duration.ofSeconds(2))
                .whole(Readout.of(Samples.saying(Samples.HOSTILE), NOON), Samples.HOSTILE, Samples.HOSTILE);
        assertThat(page).doesNotContain("<script>", "<img src=x", "onerror=\"").contains("&lt;script&gt;");
        assertThat(page.replaceAll("<input[^>]*>", ""))
                .as("where it is shown; a form gives an id back as it is")
                .doesNotContain("\u202e", "\u0000");
        assertThat(page.split("<script", -1)).as("our own script alone").hasSize(2);
        assertThat(page.split("<img", -1)).as("our own icon alone").hasSize(2);
    }

    /** It may repeat a password or a statement. */
    @Test
    void whatAnErrorSaysIsNotShown() throws IOException {
        FakeGateway gateway = Samples.saying("said");
        BackendView backend = gateway.backends.get(0);
        PoolSnapshot pool = backend.pool();
        SQLException error = new SQLException("hunter2", "28P01", 7, new ConnectException("hunter2"));
        gateway.backends = List.of(new BackendView(
                "shop",
                backend.product(),
                backend.url(),
                backend.user(),
                new PoolSnapshot(
                        pool.name(),
                        pool.state(),
                        pool.total(),
                        pool.idle(),
                        pool.leased(),
                        pool.checking(),
                        pool.closing(),
                        pool.opening(),
                        pool.waiting(),
                        pool.maximum(),
                        pool.ceiling(),
                        pool.lost(),
                        new OpenFailure(error, Duration.ofSeconds(1), 1),
                        null,
                        List.of()),
                List.of()));
        String what = "SQLException (SQLState 28P01, code 7), caused by ConnectException";
        assertThat(page(gateway)).contains(what).doesNotContain("hunter2");
        assertThat(json(gateway).toString()).contains(what).doesNotContain("hunter2");
    }

    @Test
    void aLongTextIsCutAndALongListAsWell() {
        FakeGateway gateway = Samples.saying("x".repeat(10_000));
        assertThat(page(gateway).length()).isLessThan(60_000);
        gateway.operations = Collections.nCopies(1_000, gateway.operations.get(0));
        assertThat(page(gateway)).contains("and 800 more, which the JSON has");
    }

    @Test
    void theJsonHasTheSameAndAllOfIt() throws IOException {
        JsonNode json = json(Samples.usual());
        assertThat(json.get("name").asText()).isEqualTo("warehouse-gateway");
        assertThat(json.get("csrf").asText()).isEqualTo("the-csrf");
        assertThat(json.get("at").asText()).isEqualTo("2026-11-20T12:00:00Z");
        JsonNode pool = json.get("backends").get(0);
        assertThat(pool.get("leased").asInt()).isEqualTo(2);
        assertThat(pool.get("leases").get(0).get("heldSeconds").asDouble()).isEqualTo(72);
        assertThat(json.get("sessions").get(3).get("aliveBecause").asText()).startsWith("detached until");
        assertThat(json.get("operations")
                        .get(0)
                        .get("secondsInState")
                        .get("RUNNING")
                        .asDouble())
                .isEqualTo(72);
        assertThat(json.get("pins")).hasSize(1);
        assertThat(json.get("connections")).hasSize(4);
        assertThat(json.get("ends").get(1).get("reason").asText()).isEqualTo("it was idle for too long");
    }

    @Test
    void theJsonKeepsWhatItIsGivenAndIsNoMarkup() throws IOException {
        FakeGateway gateway = Samples.saying(Samples.HOSTILE + "\ud800\"\\\n");
        assertThat(ReadoutJson.of(Readout.of(gateway, NOON), "")).doesNotContain("<", ">", "&", "\u0000");
        assertThat(json(gateway).get("name").asText()).isEqualTo(Samples.HOSTILE + "\ud800\"\\\n");
    }

    @Test
    void aListOfTenThousandIsWholeInTheJson() throws IOException {
        FakeGateway gateway = Samples.usual();
        gateway.sessions = Samples.sessions(
                List.of(), Collections.nCopies(10_000, Samples.detached("id", "cid", "192.0.2.1", 60, 5)));
        assertThat(json(gateway).get("sessions")).hasSize(10_000);
    }
}
