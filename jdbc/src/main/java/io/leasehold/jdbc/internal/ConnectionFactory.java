package io.leasehold.jdbc.internal;

import io.leasehold.jdbc.SessionReset;
import io.leasehold.jdbc.internal.dialect.Dialect;
import io.leasehold.jdbc.internal.dialect.Dialects;
import io.leasehold.jdbc.internal.errors.ErrorClassifier;
import io.leasehold.jdbc.internal.errors.ErrorText;
import io.leasehold.jdbc.internal.errors.OpenRefusals;
import io.leasehold.jdbc.internal.errors.Secrets;
import io.leasehold.jdbc.internal.open.ConnectionSource;
import io.leasehold.jdbc.internal.open.JdbcConfig;
import io.leasehold.jdbc.internal.open.Login;
import io.leasehold.spi.Grant;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.ResourceFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pool's way to the driver: opens, checks, resets, closes and aborts connections. Safe for any thread; the dialect is found by
 * the url, or by what the first connection says of itself.
 */
public final class ConnectionFactory implements ResourceFactory<PhysicalConnection, ConnectionHandle> {

    private final ConnectionSource source;
    private final JdbcConfig config;
    private final Login.Source logins;
    private final Customizing customizing;
    private final SessionResetter resetter;
    private final LivenessCheck liveness;
    private final SqlKinds kinds = new SqlKinds();
    private final Failovers failovers = new Failovers();
    private final ErrorText texts;
    private volatile @Nullable Dialect dialect;

    public ConnectionFactory(JdbcConfig config, Login.Source logins) {
        this.source = config.source();
        this.config = config;
        this.logins = logins;
        this.customizing =
                new Customizing(config.customizer(), config.defaults().autoCommit());
        this.resetter = new SessionResetter(config.reset(), config.defaults(), customizing);
        this.liveness = new LivenessCheck(config.testQuery());
        this.texts = new ErrorText(source.confidential());
        this.dialect = Dialects.byHint(source.hint());
    }

    @Override
    public PhysicalConnection open() throws Exception {
        Login login = logins.get();
        boolean connected = false;
        try {
            Connection connection = source.connect(login);
            connected = true;
            return setUp(connection);
        } catch (SQLException | RuntimeException | LinkageError e) {
            Throwable scrubbed = secrets(login).scrub(e);
            if (!connected) {
                texts.connecting(scrubbed);
            }
            if (scrubbed instanceof Exception told) {
                throw told;
            }
            throw e;
        }
    }

    private PhysicalConnection setUp(Connection connection) throws SQLException {
        try {
            Dialect known = dialectOf(connection);
            int met = failovers.met();
            config.defaults().applyTo(connection);
            customizing.opened(connection);
            ErrorClassifier errors = new ErrorClassifier(known.errors(), config.override());
            PhysicalConnection physical = new PhysicalConnection(
                    connection, failovers.watching(errors, connection), config.defaults(), known, kinds);
            physical.writableAfter(met);
            if (!customizing.isNone()) {
                physical.base().learnConfigured(connection);
            }
            if (config.reset() != SessionReset.FULL) {
                physical.needsNoResetForWarnings();
            } else if (known.resetsFully(connection)) {
                physical.base().learnAll(connection);
            } else {
                physical.mustKnowItsSession();
            }
            if (known.asksForIsolationBySql()) {
                physical.base().learn(connection, PhysicalConnection.DIRTY_ISOLATION);
            }
            config.defaults().applyModeTo(connection);
            return physical;
        } catch (Throwable e) {
            closeAfter(e, connection);
            throw e;
        }
    }

    private Dialect dialectOf(Connection connection) throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            known = Dialects.byProduct(connection.getMetaData().getDatabaseProductName());
            dialect = known;
        }
        return known;
    }

    private Dialect knownDialect() {
        Dialect known = dialect;
        return known == null ? Dialects.generic() : known;
    }

    @Override
    public ConnectionHandle lend(PhysicalConnection physical, Grant<PhysicalConnection> grant) {
        return new ConnectionHandle(physical, grant);
    }

    @Override
    public boolean check(PhysicalConnection physical, Duration timeout) throws SQLException {
        if (!liveness.isAlive(physical.connection(), timeout)
                || !failovers.isWritable(physical, knownDialect(), config.defaults())) {
            return false;
        }
        customizing.acquiring(physical.connection());
        return true;
    }

    @Override
    public boolean checksEachAcquire() {
        return customizing.isAtEachAcquire();
    }

    @Override
    public void reset(PhysicalConnection physical, ConnectionHandle handle) throws SQLException {
        resetter.reset(physical, handle, knownDialect());
    }

    @Override
    public void close(PhysicalConnection physical) throws SQLException {
        physical.connection().close();
    }

    @Override
    public void abort(PhysicalConnection physical) throws SQLException {
        abort(physical, null);
    }

    @Override
    public void abort(PhysicalConnection physical, @Nullable ConnectionHandle handle) throws SQLException {
        List<Statement> open = handle == null ? List.of() : handle.statementsNow();
        VerifiedAbort.abort(physical.connection(), open);
    }

    @Override
    public OpenRefusal refusal(Throwable failure) {
        return knownDialect().errors().saysServerFull(failure) ? OpenRefusal.SERVER_FULL : OpenRefusals.of(failure);
    }

    @Override
    public String textOf(Throwable error) {
        return texts.of(error);
    }

    /** The driver by its class, or where it was connecting to. */
    @Override
    public String nameOf(@Nullable PhysicalConnection physical) {
        return physical == null
                ? source.describe()
                : physical.connection().getClass().getName();
    }

    private Secrets secrets(Login login) {
        Secrets secrets = new Secrets().add(login.password());
        source.confidential().secrets().forEach(secrets::add);
        return secrets;
    }

    private static void closeAfter(Throwable why, Connection connection) {
        try {
            connection.close();
        } catch (Throwable e) {
            if (e != why) {
                why.addSuppressed(e);
            }
        }
    }
}
