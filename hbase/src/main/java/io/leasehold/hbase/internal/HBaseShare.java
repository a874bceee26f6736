package io.leasehold.hbase.internal;

import io.leasehold.LeaseEndedException;
import io.leasehold.Retirement;
import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.ShareHandle;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One holder's part of a connection, behind all views that were made from it. Safe for use by many threads. */
public final class HBaseShare extends ShareHandle<SharedConnection> {
    private static final Logger LOG = LoggerFactory.getLogger("io.leasehold.hbase.HBaseConnections");

    private final SharedConnection shared;
    private final Views views;
    private volatile @Nullable Configuration configuration;
    private volatile boolean aborted;

    HBaseShare(SharedConnection shared, Grant<SharedConnection> grant) {
        super(grant);
        this.shared = shared;
        this.views = new Views(this, shared.raw());
    }

    /** The holder's connection: a view like all that comes from it. */
    public Connection connection() {
        return views.handle();
    }

    SharedConnection shared() {
        return shared;
    }

    Views views() {
        return views;
    }

    boolean enterCall() {
        return enter();
    }

    void leaveCall() {
        leave();
    }

    /** Has the child end with the share. To be called inside a call; ends it at once if the share was revoked meanwhile. */
    void keep(ShareChild child) throws Exception {
        if (!addChild(child)) {
            child.endWithLease();
        }
    }

    void forget(LeaseChild child) {
        removeChild(child);
    }

    /** A call failed; if that was because the connection is dead, nobody else shall get it. To be called inside the call. */
    void failed(Throwable why) {
        if (shared.isDead()) {
            suspect(why);
        }
    }

    void close() {
        end();
    }

    /** Ends this share and keeps others from getting the connection; never throws, as its callers expect of an abort. */
    void abort(String why, @Nullable Throwable cause) {
        aborted = true;
        try {
            retireShare(Retirement.KEEP_HOLDERS, new IllegalStateException("aborted by its holder: " + why, cause));
        } catch (IllegalStateException tooManyRetired) {
            LOG.error("{}: {}", this, tooManyRetired.getMessage());
            end();
        }
    }

    boolean isAborted() {
        return aborted || shared.raw().isAborted();
    }

    /** The connection's settings, in a copy: what a holder changes in it is his alone. */
    Configuration configuration() {
        Configuration now = configuration;
        if (now == null) {
            now = new Configuration(shared.raw().getConfiguration());
            configuration = now;
        }
        return now;
    }

    /** @throws LeaseEndedException if the share has ended */
    Connection unwrap() {
        if (!enter()) {
            throw new LeaseEndedException(endedText());
        }
        try {
            givenOut();
            return shared.raw();
        } finally {
            leave();
        }
    }

    boolean hasEnded() {
        return isEnded();
    }

    String endedMessage() {
        return endedText();
    }

    @Override
    public String toString() {
        return poolName() + ": " + shared;
    }
}
