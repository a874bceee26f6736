package io.leasehold.gateway.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom TLS is to trust: those whom the JVM trusts, or who is in a file. Stateless. */
final class TrustedCertificates {

    private TrustedCertificates() {}

    /** @throws CannotConnectException if the file cannot be used */
    static SSLSocketFactory of(HiveUrl url) throws CannotConnectException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(url.trustStore().isEmpty() ? null : store(url));
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotConnectException(
                    "sslTrustStore=" + url.trustStore()
                            + " cannot be used: it must be a readable file of certificates, PEM, or PKCS12 or JKS with its"
                            + " trustStorePassword (" + e.getMessage() + ").",
                    e);
        }
    }

    private static @Nullable KeyStore store(HiveUrl url) throws IOException, GeneralSecurityException {
        byte[] file = Files.readAllBytes(Path.of(url.trustStore()));
        if (new String(file, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")) {
            return ofPem(file);
        }
        // PKCS12 or JKS: the JDK tells them apart.
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        String password = url.trustStorePassword();
        store.load(new ByteArrayInputStream(file), password.isEmpty() ? null : password.toCharArray());
        return store;
    }

    private static KeyStore ofPem(byte[] file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(file))) {
            store.setCertificateEntry("trusted-" + number++, certificate);
        }
        return store;
    }
}
