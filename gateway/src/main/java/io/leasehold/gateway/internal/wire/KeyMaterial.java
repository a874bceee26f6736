package io.leasehold.gateway.internal.wire;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A server's key and the certificates that vouch for it, its own first. Immutable; says nothing of the key.
 *
 * <p>What cannot be used is refused with the file's name and what to do, before any client sees a handshake fail: a file that
 * cannot be read, one with a secret that everybody on the machine may read, a wrong password, a key of another certificate.
 */
final class KeyMaterial {

    private static final byte[] SAMPLE = {1, 2, 3, 4, 5, 6, 7, 8};

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private KeyMaterial(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    PrivateKey key() {
        return key;
    }

    X509Certificate[] chain() {
        return chain.toArray(X509Certificate[]::new);
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * Reads the files.
     *
     * @param setting what the settings of the files are named after, such as {@code binary.tls}
     * @throws InvalidConfigException if they are of no use
     */
    static KeyMaterial load(TlsFiles files, String setting) {
        try {
            refuseIfLoose(files.secret(), setting);
            KeyMaterial material = files.isPem() ? ofPem(files, setting) : ofPkcs12(files, setting);
            if (!belongTogether(material.key, material.certificate().getPublicKey())) {
                throw refused(
                        setting,
                        files.secret(),
                        "the key does not belong to the certificate in " + files.certificate());
            }
            return material;
        } catch (NoSuchFileException e) {
            throw refused(setting, Path.of(e.getFile()), "there is no such file");
        } catch (IOException e) {
            throw refused(setting, files.certificate(), "cannot be read: " + e.getMessage());
        } catch (GeneralSecurityException e) {
            throw refused(setting, files.certificate(), "cannot be used: " + e.getMessage());
        }
    }

    private static KeyMaterial ofPem(TlsFiles files, String setting) throws IOException {
        try {
            List<X509Certificate> chain = Pem.certificates(Files.readString(files.certificate()));
            try {
                return new KeyMaterial(
                        Pem.key(Files.readString(files.secret()), chain.get(0).getPublicKey()), chain);
            } catch (GeneralSecurityException e) {
                throw refused(setting, files.secret(), String.valueOf(e.getMessage()));
            }
        } catch (GeneralSecurityException e) {
            throw refused(setting, files.certificate(), String.valueOf(e.getMessage()));
        }
    }

    private static KeyMaterial ofPkcs12(TlsFiles files, String setting) throws IOException, GeneralSecurityException {
        char[] password = files.password().orElse("").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(files.certificate())) {
            store.load(in, password);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw refused(
                    setting, files.certificate(), "is no PKCS12 file, or the password is another: " + e.getMessage());
        }
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw refused(
                    setting, files.certificate(), "must have one key with its certificates; it has " + keys.size());
        }
        Key key = store.getKey(keys.get(0), password);
        Certificate[] chain = store.getCertificateChain(keys.get(0));
        if (!(key instanceof PrivateKey) || chain == null || chain.length == 0) {
            throw refused(setting, files.certificate(), "must have a private key with its certificates");
        }
        return new KeyMaterial(
                (PrivateKey) key,
                Arrays.stream(chain).map(X509Certificate.class::cast).toList());
    }

    private static void refuseIfLoose(Path secret, String setting) throws IOException {
        boolean isPosix = Files.getFileStore(secret).supportsFileAttributeView("posix");
        if (isPosix
                && Files.getPosixFilePermissions(secret, new LinkOption[0]).contains(PosixFilePermission.OTHERS_READ)) {
            throw refused(setting, secret, "has a secret in it and may be read by everybody: chmod o-r " + secret);
        }
    }

    /** Whether what the key signs is what the certificate vouches for. */
    private static boolean belongTogether(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        String algorithm = key.getAlgorithm();
        if (!algorithm.equals(certified.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> algorithm;
                });
        signature.initSign(key);
        signature.update(SAMPLE);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(SAMPLE);
        return signature.verify(signed);
    }

    private static InvalidConfigException refused(String setting, Path file, String why) {
        return new InvalidConfigException("TLS", List.of(new Violation(setting, file.toString(), why)));
    }
}
