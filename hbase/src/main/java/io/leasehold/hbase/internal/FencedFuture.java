package io.leasehold.hbase.internal;

import io.leasehold.hbase.ShareEndedException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A future of a share: what it yields is fenced, and the end of the share completes it with an error. Safe for use by many
 * threads.
 */
final class FencedFuture<T> extends CompletableFuture<T> {
    private final HBaseShare share;
    private final CompletableFuture<?> raw;
    private final ShareChild child;

    private FencedFuture(HBaseShare share, CompletableFuture<?> raw) {
        this.share = share;
        this.raw = raw;
        this.child = new ShareChild("a pending call of " + share, this::endWithShare);
    }

    static CompletableFuture<?> of(HBaseShare share, CompletableFuture<?> raw) throws Exception {
        FencedFuture<Object> future = new FencedFuture<>(share, raw);
        share.keep(future.child);
        raw.whenComplete(future::accept);
        return future;
    }

    /** On HBase's thread, or on the caller's if the call was over already. */
    @SuppressWarnings("unchecked")
    private void accept(@Nullable Object value, @Nullable Throwable error) {
        if (!share.enterCall()) {
            endWithShare();
            return;
        }
        @Nullable Object given = null;
        @Nullable Throwable failure = error;
        try {
            share.forget(child);
            if (error == null) {
                given = share.views().out(value);
            }
        } catch (Throwable e) {
            failure = e;
        }
        try {
            share.leaveCall();
        } finally {
            // Not inside the call: what the holder hangs on the future may take long, and the end of the share would
            // wait for it. Whatever the leaving met, which may be that end: the holder waits for the future still.
            if (failure != null) {
                completeExceptionally(failure);
            } else {
                complete((T) given);
            }
        }
    }

    private void endWithShare() {
        if (!isDone()) {
            completeExceptionally(new ShareEndedException(share.endedMessage()));
            raw.cancel(false);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        raw.cancel(mayInterruptIfRunning);
        return super.cancel(mayInterruptIfRunning);
    }
}
