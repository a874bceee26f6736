package io.leasehold.lab.chaos.rows;

import io.leasehold.OpenFailure;
import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Invariant;
import io.leasehold.lab.chaos.run.Ledger;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Schedule;
import io.leasehold.testkit.proxy.FaultTarget;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Row 9: the server's certificate is replaced by one that has expired or is another name's, and by a good one after that. Who is
 * connected goes on; who connects is refused, and the pool must keep the reason and not hammer the server meanwhile.
 */
final class NewCertificate implements Mishap {
    private static final String ADMINISTRATOR = "postgres";
    private static final Duration OFTEN = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private @Nullable Certificates certificates;
    private String url = "";
    private Certificates.Quality bad = Certificates.Quality.EXPIRED;
    private long committed;

    /** All places are open before it, and are meant to stay so. */
    @Override
    public Schedule fit(Schedule drawn) {
        return drawn.mostlyIdle(OFTEN, drawn.faultFor());
    }

    @Override
    public LeaseholdDataSourceBuilder connecting(Field field, String through) {
        Certificates made = made(field);
        url = verifying(field.database().jdbcUrl(), made);
        return LeaseholdDataSource.builder()
                .jdbcUrl(verifying(through, made))
                .username(field.database().user())
                .password(field.database().password());
    }

    private static String verifying(String plain, Certificates made) {
        return plain + (plain.contains("?") ? "&" : "?") + "sslmode=verify-full&sslrootcert=" + made.authority();
    }

    private Certificates made(Field field) {
        Certificates there = certificates;
        if (there == null) {
            bad = field.schedule().dice().nextBoolean()
                    ? Certificates.Quality.EXPIRED
                    : Certificates.Quality.OF_ANOTHER_NAME;
            try {
                there = Certificates.make(bad);
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException("keytool gave no certificates", e);
            }
            certificates = there;
        }
        return there;
    }

    @Override
    public void settings(LeaseholdDataSourceBuilder pool, Field field) throws SQLException {
        administer(
                field,
                "ALTER SYSTEM SET ssl_cert_file = '" + made(field).certificate() + "'",
                "ALTER SYSTEM SET ssl_key_file = '" + made(field).key() + "'",
                "ALTER SYSTEM SET ssl = on",
                "SELECT pg_reload_conf()");
        awaits(field, true);
    }

    @Override
    public void strike(Field field) throws Exception {
        present(field, bad);
        committed = field.ledger().count(Ledger.Fate.COMMITTED);
        field.proxy().pick().ifPresent(FaultTarget::reset);
    }

    @Override
    public void clear(Field field) throws Exception {
        if (!field.awaits(PATIENCE, () -> field.ledger().count(Ledger.Fate.COMMITTED) > committed)) {
            field.judge().broken(Invariant.I4, "who was connected before the certificate changed is served no more");
        }
        field.awaits(PATIENCE, () -> delivered(field) > 0);
        OpenFailure last = field.pool().snapshot().lastOpenFailure();
        if (last == null || !saysWhy(last.cause())) {
            field.judge().broken(Invariant.I7, "of a certificate that is " + bad + " the pool says " + last);
        }
        present(field, Certificates.Quality.GOOD);
        field.proxy().reset();
    }

    /** The driver wraps what the JDK says of a certificate, and says itself that a name is not the one it has called. */
    private boolean saysWhy(Throwable refusal) {
        for (Throwable each = refusal; each != null; each = each.getCause()) {
            String message = String.valueOf(each.getMessage());
            if (bad == Certificates.Quality.EXPIRED
                    ? each instanceof CertPathValidatorException
                    : message.contains("hostname") || message.contains("subject alternative")) {
                return true;
            }
        }
        return false;
    }

    /** Returns once the server shows it to who connects. */
    private void present(Field field, Certificates.Quality quality)
            throws IOException, GeneralSecurityException, SQLException {
        made(field).present(quality);
        administer(field, "SELECT pg_reload_conf()");
        awaits(field, quality == Certificates.Quality.GOOD);
    }

    private void awaits(Field field, boolean trusted) {
        if (!field.awaits(PATIENCE, () -> isTrusted(field) == trusted)) {
            throw new IllegalStateException("The server does not take its new certificate.");
        }
    }

    private boolean isTrusted(Field field) {
        try (Connection connection = DriverManager.getConnection(
                url, field.database().user(), field.database().password())) {
            return connection.isValid(1);
        } catch (SQLException refused) {
            return false;
        }
    }

    /** Opens that were refused. */
    @Override
    public long delivered(Field field) {
        return field.trail().openFailures();
    }

    @Override
    public boolean failsOpens() {
        return true;
    }

    @Override
    public void tidy(Field field) throws SQLException, IOException {
        administer(
                field,
                "ALTER SYSTEM RESET ssl",
                "ALTER SYSTEM RESET ssl_cert_file",
                "ALTER SYSTEM RESET ssl_key_file",
                "SELECT pg_reload_conf()");
        if (certificates != null) {
            certificates.delete();
        }
    }

    private static void administer(Field field, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(field.database().jdbcUrl(), ADMINISTRATOR, "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
