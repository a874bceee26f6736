package io.leasehold.hbase.internal;

import java.io.Closeable;
import java.util.concurrent.atomic.AtomicBoolean;

/** The fence around something that has a close of its own: closed once, by its holder or with its share. */
final class ClosingView extends View {
    private final Closeable raw;
    private final AtomicBoolean closed = new AtomicBoolean();
    final ShareChild child;

    ClosingView(HBaseShare share, Closeable raw) {
        super(share, raw);
        this.raw = raw;
        this.child = new ShareChild(describe(), this::closeRaw);
    }

    @Override
    void close() throws Exception {
        if (!share.enterCall()) {
            // Whoever ended the share has closed it, or does so now.
            return;
        }
        try {
            share.forget(child);
            closeRaw();
        } finally {
            share.leaveCall();
        }
    }

    private void closeRaw() throws Exception {
        if (closed.compareAndSet(false, true)) {
            raw.close();
        }
    }
}
