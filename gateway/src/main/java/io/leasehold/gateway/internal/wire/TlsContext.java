package io.leasehold.gateway.internal.wire;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.spi.TaskRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 with a certificate from files, which are read again when they change: handshakes from then on use the new one,
 * connections that are there go on. Files that turn out to be of no use are told in the log once, and the former certificate stays
 * in use. Safe for any number of threads.
 */
public final class TlsContext implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final long LOOK = TimeUnit.SECONDS.toNanos(10);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TlsFiles files;
    private final String setting;
    private final TaskRunner runner;
    private final ReloadedKeys keys;
    private final SSLContext context;
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private final TaskRunner.Registration watching;
    private String seen;

    private TlsContext(TlsFiles files, String setting, TaskRunner runner) throws GeneralSecurityException {
        this.files = files;
        this.setting = setting;
        this.runner = runner;
        this.seen = state();
        this.keys = new ReloadedKeys(KeyMaterial.load(files, setting));
        this.context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {keys}, null, null);
        warnIfExpired();
        this.watching = runner.register(now -> look());
    }

    /**
     * Reads the files, and again when they change, until it is closed.
     *
     * @param setting what the files' settings are named after, such as {@code binary.tls}
     * @throws InvalidConfigException if the files are of no use, saying why
     */
    public static TlsContext open(TlsFiles files, String setting, TaskRunner runner) {
        try {
            return new TlsContext(files, setting, runner);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /**
     * What is wrong with such files now; reads them.
     *
     * @param setting as with {@link #open}
     */
    public static List<Violation> violations(TlsFiles files, String setting) {
        try {
            KeyMaterial.load(files, setting);
            return List.of();
        } catch (InvalidConfigException e) {
            return e.violations();
        }
    }

    /** For servers; its certificate changes as the files do. */
    public SSLContext context() {
        return context;
    }

    /** What is spoken; nothing older. */
    public String[] protocols() {
        return PROTOCOLS.clone();
    }

    /** TLS over a client's socket, this being the server. */
    SSLSocket serverSide(ClientSocket socket) throws IOException {
        SSLSocket encrypted = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
        encrypted.setEnabledProtocols(PROTOCOLS);
        return encrypted;
    }

    private long look() {
        if (isLooking.compareAndSet(false, true)) {
            runner.execute(this::reloadIfChanged);
        }
        return LOOK;
    }

    private void reloadIfChanged() {
        try {
            String now = state();
            if (!now.equals(seen)) {
                seen = now;
                keys.change(KeyMaterial.load(files, setting));
                LOG.info("reloaded {}: {}", setting, files);
                warnIfExpired();
            }
        } catch (InvalidConfigException e) {
            LOG.error("the former certificate stays in use, since the new one is of no use: {}", e.getMessage());
        } finally {
            isLooking.set(false);
        }
    }

    /** Differs whenever a file was changed. */
    private String state() {
        return state(files.certificate()) + " " + state(files.secret());
    }

    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            return "missing";
        }
    }

    private void warnIfExpired() {
        Instant end = keys.current().certificate().getNotAfter().toInstant();
        if (end.isBefore(Instant.now())) {
            LOG.warn("the certificate of {} has expired on {}: clients will refuse it", setting, end);
        }
    }

    @Override
    public void close() {
        watching.close();
    }
}
