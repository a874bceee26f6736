package io.leasehold.jdbc.internal;

import io.leasehold.jdbc.internal.dialect.Dialect;
import io.leasehold.jdbc.internal.open.SessionDefaults;
import java.sql.Connection;

/**
 * The driver's connection and what must be put right before the next holder gets it. Its facts are written inside calls
 * of the lease and read by the reset, so the lease's fence orders them; no field is volatile.
 */
public final class PhysicalConnection {

    public static final int DIRTY_AUTO_COMMIT = 1;
    public static final int DIRTY_ISOLATION = 1 << 1;
    public static final int DIRTY_READ_ONLY = 1 << 2;
    public static final int DIRTY_CATALOG = 1 << 3;
    public static final int DIRTY_SCHEMA = 1 << 4;
    public static final int DIRTY_HOLDABILITY = 1 << 5;
    public static final int DIRTY_NETWORK_TIMEOUT = 1 << 6;
    public static final int DIRTY_TYPE_MAP = 1 << 7;
    public static final int DIRTY_CLIENT_INFO = 1 << 8;
    public static final int DIRTY_WARNINGS = 1 << 9;
    /** Something ran since the last commit or rollback that may stand in a transaction. */
    public static final int TRANSACTION_MAY_BE_OPEN = 1 << 10;
    /** The driver's own object was unwrapped: anything may have changed. */
    public static final int RAW_GIVEN_OUT = 1 << 11;
    /** Something ran that may have changed the session beyond what JDBC can name. */
    public static final int SESSION_STATE = 1 << 12;

    /** The sharding key was set, which java.sql lets nobody read. */
    public static final int DIRTY_SHARDING_KEY = 1 << 13;

    private final Connection connection;
    private final ErrorPolicy errors;
    private final BaseValues base;
    private final SqlKinds kinds;
    private int dirty;
    private boolean autoCommit;
    private boolean warningsNeedReset = true;

    /** The kinds of statements after which the session is not known to be as it was. */
    private int sessionKinds = SqlKind.SESSION_STATE;

    /** How many failovers to a read-only server had been met when this was last known to be writable. */
    private volatile int failovers;

    /**
     * Takes a connection that was just opened and set up.
     *
     * @param defaults how it was set up
     * @param kinds what the pool knows of the statements it has seen
     */
    PhysicalConnection(
            Connection connection, ErrorPolicy errors, SessionDefaults defaults, Dialect dialect, SqlKinds kinds) {
        this.connection = connection;
        this.errors = errors;
        this.base = new BaseValues(defaults, dialect);
        this.kinds = kinds;
        this.autoCommit = defaults.autoCommit();
    }

    /** The driver's connection. */
    public Connection connection() {
        return connection;
    }

    /** What an error of this connection means. */
    public ErrorPolicy errors() {
        return errors;
    }

    /** The bits that are set. Nonzero means that a reset is needed. */
    public int dirty() {
        return dirty;
    }

    /** Sets bits; of what may change anything, all base values are read first. */
    public void mark(int bits) {
        if ((bits & RAW_GIVEN_OUT) != 0) {
            base.learnAll(connection);
        }
        dirty |= bits;
    }

    /** A property is about to be changed; reads its base value first if that is not known. */
    public void changing(int bit) {
        if (bit != DIRTY_AUTO_COMMIT) {
            base.learn(connection, bit);
            touched();
        }
        dirty |= bit | DIRTY_WARNINGS;
    }

    /** What the properties were before. */
    BaseValues base() {
        return base;
    }

    /** The {@link SqlKind} of a statement that is about to be prepared. */
    int kindOf(String sql) {
        return kinds.of(sql);
    }

    int failovers() {
        return failovers;
    }

    void writableAfter(int failovers) {
        this.failovers = failovers;
    }

    /** The holder's call has set auto-commit; switching it on has committed. */
    public void autoCommitIs(boolean on) {
        autoCommit = on;
        if (on) {
            committed();
        }
    }

    /** What auto-commit was last set to. */
    public boolean autoCommit() {
        return autoCommit;
    }

    /** A statement of this {@link SqlKind} runs. */
    public void ran(int kind) {
        int bits = DIRTY_WARNINGS;
        if (!autoCommit || (kind & SqlKind.BEGINS_TRANSACTION) != 0) {
            bits |= TRANSACTION_MAY_BE_OPEN;
        }
        if ((kind & sessionKinds) != 0) {
            bits |= SESSION_STATE;
        }
        dirty |= bits;
    }

    /** By the factory: nothing puts the session back, so that only what is known to have left it alone may be lent again. */
    void mustKnowItsSession() {
        sessionKinds = SqlKind.SESSION_STATE | SqlKind.USES_NAMES;
    }

    /** By the factory: what leaves nothing but warnings may be returned without a reset. */
    void needsNoResetForWarnings() {
        warningsNeedReset = false;
    }

    /** Whether clearing warnings puts everything right. */
    boolean hasOnlyWarnings() {
        return dirty == DIRTY_WARNINGS && !warningsNeedReset;
    }

    void clearedWarnings() {
        dirty &= ~DIRTY_WARNINGS;
    }

    /** A call other than a statement reaches the server, and begins a transaction if auto-commit is off. */
    public void touched() {
        if (!autoCommit) {
            dirty |= TRANSACTION_MAY_BE_OPEN;
        }
    }

    /** A transaction has ended, by commit or by rollback. */
    public void committed() {
        dirty &= ~TRANSACTION_MAY_BE_OPEN;
    }

    /** The reset has put everything right. */
    void clean(boolean autoCommit) {
        this.autoCommit = autoCommit;
        dirty = 0;
    }
}
