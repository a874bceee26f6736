package io.leasehold.gateway.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** By which names an HTTP listener may be asked. */
class HttpNamesTest {

    @Test
    void localhostAddressesTheListenersHostAndTheListedOnesWithWhateverPort() throws Exception {
        try (WireStage stage = new WireStage()) {
            HttpSettings settings =
                    new HttpSettings(ListenerSettings.onLoopback(0), "/cliservice", Set.of("Gateway.Example"));
            try (HttpServer server = new HttpServer(settings, stage.registry, stage.logins, stage.service)) {
                server.start();
                for (String host : new String[] {
                    "localhost",
                    "LOCALHOST:1",
                    "127.0.0.1:" + server.port(),
                    "[::1]:10001",
                    "192.0.2.1",
                    "gateway.example",
                    "gateway.example.:80"
                }) {
                    try (RawHttp http = RawHttp.to(server)) {
                        RawHttp.Answer answer = http.send(
                                "POST /cliservice HTTP/1.1",
                                RawHttp.getInfo(),
                                "Host: " + host,
                                "Origin: http://" + host,
                                "Content-Type: application/x-thrift; charset=utf-8");
                        assertThat(answer.status()).as(host).isEqualTo(200);
                    }
                }
            }
        }
    }
}
