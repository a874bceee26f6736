package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testkit.ManualTicker;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console over TLS. */
class ConsoleTlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    @Test
    void theLinkIsForHttpsAndTheCookieForNothingElse() throws Exception {
        SSLContext tls = tls();
        try (ConsoleServer server = server(tls)) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(tls)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            String link = server.newLink();
            assertThat(link).startsWith("https://127.0.0.1:" + server.port() + "/?token=");
            HttpResponse<String> first =
                    client.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
            assertThat(first.statusCode()).isEqualTo(303);
            String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie)
                    .startsWith("__Host-leasehold-console-" + server.port() + "=")
                    .endsWith("; Secure");
            HttpResponse<String> page = client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/"))
                            .header("Cookie", cookie.replaceFirst(";.*", ""))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("warehouse-gateway");
            assertThat(page.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void whoDoesNotSpeakTlsIsToldNothing() throws Exception {
        try (ConsoleServer server = server(tls());
                Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP", "live");
        }
    }

    private ConsoleServer server(SSLContext tls) throws IOException {
        ConsoleServer server = new ConsoleServer(
                new ConsoleSettings(
                        "127.0.0.1",
                        0,
                        Set.of(),
                        Duration.ofMinutes(10),
                        Duration.ofHours(12),
                        Duration.ofSeconds(1),
                        Optional.empty(),
                        folder.resolve("run")),
                Samples.usual(),
                () -> "",
                tls,
                new ManualTicker());
        server.start();
        return server;
    }

    /** With a certificate that the JDK's keytool signs for itself, and that is trusted as well. */
    private SSLContext tls() throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
