package io.leasehold.gateway.internal.wire;

import static io.leasehold.gateway.internal.wire.WireStage.eventually;
import static io.leasehold.gateway.internal.wire.WireStage.withinASecond;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a socket of HTTP ends the call that is served over it, within a second, and nothing else. */
class HttpClientGoneTest {

    private static TestCertificates certificates;

    private final WireStage stage = new WireStage();
    private Socket raw;

    @BeforeAll
    static void certify() throws Exception {
        certificates = TestCertificates.of("EC");
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private HttpServer server(boolean tls) throws IOException {
        return stage.http(settings -> tls ? settings.tls(certificates.asPkcs12()) : settings);
    }

    private RawHttp client(HttpServer server, boolean tls) throws Exception {
        raw = WireClient.connect(server.port());
        return new RawHttp(tls ? WireClient.encrypt(raw, certificates.trusting()) : raw);
    }

    /** Begins a call that waits, and gives its session. */
    private TSessionHandle waiting(RawHttp http) throws Exception {
        TSessionHandle session = RawHttp.session(http.post(RawHttp.openSession()));
        http.begin(RawHttp.execute(session, "wait"));
        eventually("the statement has come", () -> stage.service.statements.contains("wait"));
        return session;
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void aCallWhoseSocketEndsIsOverAndItsSessionGoesOn(boolean tls, boolean isReset) throws Exception {
        HttpServer server = server(tls);
        TSessionHandle session;
        try (LogLines log = new LogLines();
                RawHttp http = client(server, tls)) {
            session = waiting(http);
            if (isReset) {
                raw.setSoLinger(true, 0);
            }
            raw.close();
            withinASecond("the call is over", () -> !stage.service.gone.isEmpty());
            eventually("the socket's connection has ended", () -> stage.connections() == 0);
            assertThat(log.traces()).isEmpty();
        }
        assertThat(stage.service.gone).containsExactly("the client at 127.0.0.1 is gone");
        assertThat(server.counters().clientsGone()).isOne();
        assertThat(stage.sessions()).isOne();
        try (RawHttp back = client(server, tls)) {
            assertThat(RawHttp.executed(back.post(RawHttp.execute(session, "look"))))
                    .isEqualTo(TStatusCode.SUCCESS_STATUS);
        }
    }

    /** The end stands behind requests that nobody reads while the call is served. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEndBehindRequestsThatWaitIsSeen(boolean tls) throws Exception {
        try (RawHttp http = client(server(tls), tls)) {
            TSessionHandle session = waiting(http);
            for (int i = 0; i < 100; i++) {
                http.begin(RawHttp.execute(session, "select '" + "x".repeat(100) + "'"));
            }
            raw.close();
            withinASecond("the call is over", () -> !stage.service.gone.isEmpty());
        }
    }

    /** What came ahead of its turn is not lost by looking for the end, nor forgotten; here it is more than is read ahead. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasReadAheadIsServedLater(boolean tls) throws Exception {
        try (RawHttp http = client(server(tls), tls)) {
            TSessionHandle session = waiting(http);
            for (int i = 0; i < 300; i++) {
                http.begin(RawHttp.execute(session, "select '" + "x".repeat(300) + "' -- " + i));
            }
            // Two looks at the client later.
            stage.service.work.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS);
            for (int i = 0; i < 301; i++) {
                assertThat(RawHttp.executed(http.receive())).isEqualTo(TStatusCode.SUCCESS_STATUS);
            }
            assertThat(stage.service.statements).hasSize(301).last().asString().endsWith("-- 299");
        }
    }

    /** The request behind a call that was waited for, and which has been read ahead whole, comes next without another byte. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRequestThatWasReadAheadWaitsForNothingElse(boolean tls) throws Exception {
        try (RawHttp http = client(server(tls), tls)) {
            TSessionHandle session = waiting(http);
            http.begin(RawHttp.execute(session, "next"));
            // Two looks at the client later.
            stage.service.work.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS);
            assertThat(RawHttp.executed(http.receive())).isEqualTo(TStatusCode.SUCCESS_STATUS);
            assertThat(RawHttp.executed(http.receive())).isEqualTo(TStatusCode.SUCCESS_STATUS);
            http.begin(RawHttp.execute(session, "last"));
            assertThat(RawHttp.executed(http.receive())).isEqualTo(TStatusCode.SUCCESS_STATUS);
            assertThat(stage.service.statements).containsExactly("wait", "next", "last");
        }
    }

    @Test
    void aCallThatIsServedIsWaitedForAndNoLonger() throws Exception {
        try (RawHttp http = client(server(false), false)) {
            TSessionHandle session = waiting(http);
            stage.service.work.complete(null);
            assertThat(RawHttp.executed(http.receive())).isEqualTo(TStatusCode.SUCCESS_STATUS);
            http.post(RawHttp.execute(session, "look"));
            assertThat(stage.service.looks).containsExactly(true, false);
            assertThat(stage.service.gone).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void socketsHaveTheKeepAliveOfTheRules(boolean tls) throws Exception {
        try (RawHttp http = client(server(tls), tls)) {
            http.post(RawHttp.getInfo());
            HttpCaller caller = (HttpCaller) stage.service.callers.get(0);
            WireStage.keepsAliveAsTheRulesSay(caller.socket().point().getChannel()::getOption);
        }
    }
}
