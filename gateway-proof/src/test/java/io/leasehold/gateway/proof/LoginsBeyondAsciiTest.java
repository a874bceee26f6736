package io.leasehold.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.hiveclients.ClientKind;
import io.leasehold.testbed.hiveclients.HiveClient;
import io.leasehold.testbed.hiveclients.HiveConnection;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of names and passwords beyond ASCII in the drivers that people use. */
class LoginsBeyondAsciiTest {

    private static final String BASIC = "Authorization: Basic ";

    @ParameterizedTest
    @EnumSource(ClientKind.class)
    void bySaslAllOfThemArrives(ClientKind kind) throws Exception {
        try (Front front = Front.behind(Door.PLAIN);
                HiveClient client = HiveClient.start(kind);
                HiveConnection connection = client.connect(
                        front.url(Behind.H2.database()), Front.USER_BEYOND_ASCII, Front.PASSWORD_BEYOND_ASCII)) {
            assertThat(connection.query("SELECT 1")).isEqualTo(List.of(List.of("1")));
        }
    }

    /** So no server can know what they were; the documentation says so, and would have to be changed if this did. */
    @ParameterizedTest
    @EnumSource(ClientKind.class)
    void overHttpTheDriverItselfWritesQuestionMarksForThem(ClientKind kind) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HiveClient client = HiveClient.start(kind)) {
            client.connecting(
                    Door.HTTP.url(listener.getLocalPort(), "default", null),
                    Front.USER_BEYOND_ASCII,
                    Front.PASSWORD_BEYOND_ASCII);
            try (Socket socket = listener.accept();
                    BufferedReader head = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
                String line = head.readLine();
                while (!line.startsWith(BASIC)) {
                    line = head.readLine();
                }
                byte[] pair = Base64.getDecoder().decode(line.substring(BASIC.length()));
                assertThat(new String(pair, StandardCharsets.UTF_8)).isEqualTo("zo?:p?ss?");
            }
        }
    }
}
