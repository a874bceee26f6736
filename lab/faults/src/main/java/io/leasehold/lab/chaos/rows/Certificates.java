package io.leasehold.lab.chaos.rows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An authority that clients trust, a good certificate and a bad one that it has signed, and the files where a server finds one of
 * them and its key. Made by the JDK's keytool in a folder of their own. One thread's.
 */
final class Certificates {
    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";

    private final Path folder;

    /** What a certificate can be. */
    enum Quality {
        GOOD("SAN=ip:127.0.0.1", "-1d", 30),
        EXPIRED("SAN=ip:127.0.0.1", "-3d", 1),
        OF_ANOTHER_NAME("SAN=dns:another.chaos", "-1d", 30);

        private final String names;
        private final String from;
        private final int days;

        Quality(String names, String from, int days) {
            this.names = names;
            this.from = from;
            this.days = days;
        }
    }

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** The server's is good at first. */
    static Certificates make(Quality bad) throws IOException, GeneralSecurityException {
        Certificates made = new Certificates(Files.createTempDirectory("chaos-certificates"));
        made.keytool(AUTHORITY, "-ext", "BC=ca:true");
        made.sign(Quality.GOOD);
        made.sign(bad);
        made.write(
                made.authority(),
                "CERTIFICATE",
                made.store().getCertificate(AUTHORITY).getEncoded());
        made.present(Quality.GOOD);
        return made;
    }

    private void sign(Quality quality) throws IOException {
        keytool(
                quality.name(),
                "-ext",
                quality.names,
                "-startdate",
                quality.from,
                "-validity",
                Integer.toString(quality.days),
                "-signer",
                AUTHORITY);
    }

    /** Whom clients are to trust. */
    Path authority() {
        return folder.resolve("authority.pem");
    }

    Path certificate() {
        return folder.resolve("server.pem");
    }

    Path key() {
        return folder.resolve("server.key");
    }

    /** Puts this one where the server finds it. */
    void present(Quality quality) throws IOException, GeneralSecurityException {
        KeyStore store = store();
        write(certificate(), "CERTIFICATE", store.getCertificate(quality.name()).getEncoded());
        write(
                key(),
                "PRIVATE KEY",
                store.getKey(quality.name(), PASSWORD.toCharArray()).getEncoded());
    }

    void delete() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private Path keys() {
        return folder.resolve("keys.p12");
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys())) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private void keytool(String name, String... more) throws IOException {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(
                program,
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-keystore",
                keys().toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool says: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    /** PostgreSQL refuses a key that others may read. */
    private static void write(Path file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
