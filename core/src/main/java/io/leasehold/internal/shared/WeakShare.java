package io.leasehold.internal.shared;

import io.leasehold.internal.Flight;
import io.leasehold.spi.ShareHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** A share whose handle is watched for becoming garbage, and what must be known of it then. */
final class WeakShare extends WeakReference<ShareHandle<?>> {

    final ShareFacts facts;
    final Flight.@Nullable Hold flight;

    /** Whether it has been told that the handle is garbage. The housekeeper's; read by snapshots. */
    volatile boolean reported;

    /** Whether it must not be taken back, though its handle be garbage: who holds the resource is not known. */
    volatile boolean kept;

    WeakShare(ShareHandle<?> handle, ShareFacts facts) {
        super(handle);
        this.facts = facts;
        this.flight = ShareAccess.get().flight(handle);
    }

    boolean isGarbage() {
        return refersTo(null);
    }

    boolean isOf(Object handle) {
        return handle instanceof ShareHandle<?> share && refersTo(share);
    }
}
