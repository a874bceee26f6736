package io.leasehold.gateway.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page in a browser may not do: it reaches no call, by whatever name it asks and whatever it sends. */
class HttpDefencesTest {

    private static final String THRIFT = "Content-Type: application/x-thrift";

    private final WireStage stage = new WireStage();
    private HttpServer server;
    private RawHttp http;

    @BeforeEach
    void start() throws IOException {
        server = stage.http(settings -> settings);
        http = RawHttp.to(server);
    }

    @AfterEach
    void close() throws Exception {
        assertThat(stage.service.callers).isEmpty();
        http.close();
        stage.close();
    }

    private void isRefused(int status, RawHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("access-control")
                .doesNotContain("server:")
                .contains("nosniff");
        assertThat(answer.text())
                .doesNotContain("jetty")
                .doesNotContain("Exception")
                .doesNotContain("<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:10001", "localhost.evil.example", "127.0.0.1.evil.example"})
    void aHostThatIsNotOursIsRefused(String host) throws Exception {
        isRefused(421, http.send("POST /cliservice HTTP/1.1", RawHttp.getInfo(), "Host: " + host, THRIFT));
    }

    @Test
    void aHostInTheRequestLineIsLookedAtAsWell() throws Exception {
        RawHttp.Answer answer =
                http.send("POST http://evil.example/cliservice HTTP/1.1", RawHttp.getInfo(), "Host: localhost", THRIFT);
        assertThat(answer.status()).isIn(400, 421);
    }

    @Test
    void aRequestWithoutAHostOrWithTwoIsRefused() throws Exception {
        assertThat(http.send("POST /cliservice HTTP/1.1", RawHttp.getInfo(), THRIFT)
                        .status())
                .isEqualTo(400);
        try (RawHttp another = RawHttp.to(server)) {
            RawHttp.Answer answer = another.send(
                    "POST /cliservice HTTP/1.1", RawHttp.getInfo(), "Host: localhost", "Host: evil.example", THRIFT);
            assertThat(answer.status()).isIn(400, 421);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "ftp://localhost",
                "http://localhost:1",
                "http://localhost.evil.example"
            })
    void aPageOfAnotherSiteIsRefused(String origin) throws Exception {
        isRefused(403, http.post(RawHttp.getInfo(), "Origin: " + origin));
    }

    @Test
    void aPageThatDoesNotSayWhoseItIsIsRefusedAsWell() throws Exception {
        isRefused(403, http.post(RawHttp.getInfo(), "Sec-Fetch-Site: cross-site"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/x-thrift2",
                ""
            })
    void aBodyOfAnotherTypeIsRefused(String type) throws Exception {
        isRefused(
                415,
                http.send("POST /cliservice HTTP/1.1", RawHttp.getInfo(), "Host: localhost", "Content-Type: " + type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "OPTIONS", "DELETE", "TRACE"})
    void anotherMethodThanPostIsRefused(String method) throws Exception {
        RawHttp.Answer answer = http.send(method + " /cliservice HTTP/1.1", new byte[0], "Host: localhost", THRIFT);
        isRefused(405, answer);
        assertThat(answer.header("allow")).containsExactly("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/cliservice2", "/cliservice/x", "/CLISERVICE", "/x/../other"})
    void anotherPathIsNotFound(String path) throws Exception {
        isRefused(404, http.post(path, RawHttp.getInfo()));
    }

    @Test
    void whatHttpItselfRefusesSaysNothingOfTheServer() throws Exception {
        RawHttp.Answer answer = http.send("NONSENSE\u0001 / HTTP/9.9", new byte[0], "Host: localhost");
        assertThat(answer.status()).isBetween(400, 505);
        assertThat(answer.head() + answer.text())
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("Exception");
    }
}
