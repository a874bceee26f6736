package io.leasehold.gateway.proof;

import io.leasehold.gateway.Secret;
import io.leasehold.gateway.TlsConfig;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that the JDK's keytool has signed for itself, and what clients need to trust it. Immutable. */
final class Certificate {

    static final String PASSWORD = "changeit";

    private static final String NAME = "server";

    private final Path folder;

    private Certificate(Path folder) {
        this.folder = folder;
    }

    /** @param folder an empty one, to which it writes */
    static Certificate in(Path folder) throws Exception {
        Certificate certificate = new Certificate(folder);
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        NAME,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        certificate.keyStore().toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
        Files.setPosixFilePermissions(certificate.keyStore(), PosixFilePermissions.fromString("rw-------"));
        certificate.writeTrustStore();
        return certificate;
    }

    private void writeTrustStore() throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore())) {
            own.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(NAME, own.getCertificate(NAME));
        try (OutputStream out = Files.newOutputStream(trustStore())) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    private Path keyStore() {
        return folder.resolve("server.p12");
    }

    Path trustStore() {
        return folder.resolve("trusted.p12");
    }

    TlsConfig server() {
        return new TlsConfig(keyStore(), Optional.empty(), Secret.value(PASSWORD));
    }

    /** For a client that trusts what is in this file and nothing else. */
    static SSLContext trusting(Path trustStore) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(trustStore)) {
            trusted.load(in, PASSWORD.toCharArray());
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
