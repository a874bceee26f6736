package io.leasehold.gateway.internal.wire;

import static io.leasehold.gateway.internal.wire.FakeLogins.PASSWORD;
import static io.leasehold.gateway.internal.wire.FakeLogins.USER;
import static io.leasehold.gateway.internal.wire.WireStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.InvalidConfigException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates from files, and what is spoken with them. */
class TlsTest {

    private static TestCertificates elliptic;
    private static TestCertificates rsa;

    private final WireStage stage = new WireStage();

    @BeforeAll
    static void certify() throws Exception {
        elliptic = TestCertificates.of("EC");
        rsa = TestCertificates.of("RSA");
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private BinaryServer server(TlsFiles files) throws IOException {
        return stage.binary(settings -> settings.tls(files).authentication(Authentication.PASSWORD));
    }

    private static void call(BinaryServer server, TestCertificates trusted) throws Exception {
        Socket socket = WireClient.encrypt(WireClient.connect(server.port()), trusted.trusting());
        try (WireClient client = WireClient.sasl(socket, null, USER, PASSWORD)) {
            client.open();
            assertThat(client.info()).isEqualTo("Leasehold");
        }
    }

    static Stream<TestCertificates> kinds() {
        return Stream.of(elliptic, rsa);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void callsGoOverTlsWithAPkcs12File(TestCertificates certificates) throws Exception {
        call(server(certificates.asPkcs12()), certificates);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void callsGoOverTlsWithPemFiles(TestCertificates certificates) throws Exception {
        call(server(certificates.asPem()), certificates);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void keysOfTheOlderFormatsAreReadAsWell(TestCertificates certificates) throws Exception {
        String kind = certificates == rsa ? "RSA PRIVATE KEY" : "EC PRIVATE KEY";
        call(server(certificates.asPem(kind, innerKey(certificates.key().getEncoded()))), certificates);
    }

    /** PKCS#8 is a sequence of a version of three bytes, what kind of key it is, and the key as PKCS#1 or SEC 1 has it. */
    private static byte[] innerKey(byte[] pkcs8) {
        int version = 1 + lengthBytes(pkcs8, 1);
        int kind = version + 3;
        int key = kind + 1 + lengthBytes(pkcs8, kind + 1) + pkcs8[kind + 1];
        return Arrays.copyOfRange(pkcs8, key + 1 + lengthBytes(pkcs8, key + 1), pkcs8.length);
    }

    private static int lengthBytes(byte[] der, int at) {
        return der[at] >= 0 ? 1 : 1 + (der[at] & 0x7f);
    }

    @Test
    void nothingOlderThanTls12IsSpoken() throws Exception {
        BinaryServer server = server(elliptic.asPkcs12());
        try (SSLSocket socket = (SSLSocket) elliptic.trusting()
                .getSocketFactory()
                .createSocket(WireClient.connect(server.port()), "localhost", server.port(), true)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
        for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (SSLSocket socket = (SSLSocket) elliptic.trusting()
                    .getSocketFactory()
                    .createSocket(WireClient.connect(server.port()), "localhost", server.port(), true)) {
                socket.setEnabledProtocols(new String[] {protocol});
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            }
        }
    }

    @Test
    void whoSpeaksNoTlsWhereItIsSpokenAndTheOtherWayRoundIsOneLine() throws Exception {
        try (LogLines log = new LogLines()) {
            BinaryServer encrypted = server(elliptic.asPkcs12());
            BinaryServer cleartext = stage.binary();
            assertThatThrownBy(() -> {
                        try (WireClient client = WireClient.noSasl(encrypted.port())) {
                            client.open();
                        }
                    })
                    .isNotNull();
            assertThatThrownBy(() -> WireClient.noSasl(cleartext.port(), elliptic.trusting()))
                    .isInstanceOf(IOException.class);
            try (Socket healthCheck = WireClient.connect(encrypted.port())) {
                assertThat(healthCheck.isConnected()).isTrue();
            }
            eventually("both were seen", () -> log.lines().size() == 2);
            assertThat(log.lines())
                    .containsExactlyInAnyOrder(
                            "INFO connection from 127.0.0.1 to the binary listener sent a TLS handshake that failed",
                            "INFO connection from 127.0.0.1 to the binary listener sent a TLS handshake, and this"
                                    + " listener has no TLS");
            eventually("no connection is left", () -> encrypted.counters().connections() == 0);
            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void theFilesAreReadAgainWhenTheyChange() throws Exception {
        Path file = copy(elliptic.asPkcs12().certificate());
        try (LogLines log = new LogLines()) {
            BinaryServer server =
                    stage.stepped(settings -> settings.tls(TlsFiles.pkcs12(file, TestCertificates.PASSWORD)));
            handshake(server, elliptic);
            Files.writeString(file, "no certificate");
            stage.runner.pass(Duration.ofSeconds(30));
            handshake(server, elliptic);
            assertThat(log.lines()).hasSize(1).first().asString().contains("the former certificate stays in use");
            Files.copy(rsa.asPkcs12().certificate(), file, StandardCopyOption.REPLACE_EXISTING);
            TestCertificates.forOwner(file);
            stage.runner.pass(Duration.ofSeconds(30));
            handshake(server, rsa);
            assertThatThrownBy(() -> handshake(server, elliptic)).isInstanceOf(SSLException.class);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("reloaded binary.tls"))
                    .hasSize(1);
        }
    }

    private void handshake(BinaryServer server, TestCertificates trusted) throws Exception {
        stage.closing(WireClient.encrypt(WireClient.connect(server.port()), trusted.trusting()));
    }

    private static Path copy(Path file) throws IOException {
        Path copy = Files.createTempFile("copy", ".p12");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        TestCertificates.forOwner(copy);
        return copy;
    }

    private void isRefused(TlsFiles files, String... words) {
        assertThatThrownBy(() -> server(files))
                .isInstanceOf(InvalidConfigException.class)
                .message()
                .contains("binary.tls = ")
                .contains(words);
    }

    @Test
    void filesThatAreOfNoUseAreRefusedWithWhatIsWrong() throws Exception {
        Path missing = Path.of("no", "such.p12");
        isRefused(TlsFiles.pkcs12(missing, "x"), missing.toString(), "there is no such file");
        isRefused(TlsFiles.pkcs12(elliptic.asPkcs12().certificate(), "wrong"), "or the password is another");
        Path text = Files.createTempFile("text", ".pem");
        Files.writeString(text, "hello");
        TestCertificates.forOwner(text);
        isRefused(TlsFiles.pkcs12(text, "x"), "is no PKCS12 file");
        isRefused(TlsFiles.pem(text, text), "has no BEGIN CERTIFICATE in it");
        TlsFiles pem = elliptic.asPem();
        isRefused(TlsFiles.pem(pem.certificate(), text), text.toString(), "has no BEGIN PRIVATE KEY in it");
        Path encrypted = Files.createTempFile("encrypted", ".pem");
        Files.writeString(encrypted, TestCertificates.pem("ENCRYPTED PRIVATE KEY", new byte[] {1}));
        TestCertificates.forOwner(encrypted);
        isRefused(TlsFiles.pem(pem.certificate(), encrypted), "is encrypted", "openssl pkey");
        Path damaged = Files.createTempFile("damaged", ".pem");
        Files.writeString(damaged, TestCertificates.pem("PRIVATE KEY", new byte[] {1, 2, 3}));
        TestCertificates.forOwner(damaged);
        isRefused(TlsFiles.pem(pem.certificate(), damaged), damaged.toString());
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        TestCertificates other = TestCertificates.of("EC");
        isRefused(
                TlsFiles.pem(other.asPem().certificate(), elliptic.asPem().secret()),
                "does not belong to the certificate");
        isRefused(
                TlsFiles.pem(rsa.asPem().certificate(), elliptic.asPem().secret()),
                elliptic.asPem().secret().toString());
    }

    @Test
    void aKeyThatEverybodyMayReadIsRefused() throws Exception {
        TlsFiles files = rsa.asPem();
        Files.setPosixFilePermissions(files.secret(), PosixFilePermissions.fromString("rw-r--r--"));
        isRefused(files, "may be read by everybody", "chmod o-r");
    }

    @Test
    void noPasswordIsToldByTheFilesThemselves() {
        assertThat(TlsFiles.pkcs12(Path.of("a.p12"), "canary")).asString().doesNotContain("canary");
    }
}
