package io.leasehold.internal.shared;

import io.leasehold.LeaseEndedException;
import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.spi.Grant;
import io.leasehold.spi.ShareHandle;

/** Core's own share: gives the raw resource out. Any thread may use it. */
final class ResourceShare<R> extends ShareHandle<R> implements Share<R> {

    private final R resource;

    ResourceShare(R resource, Grant<R> grant) {
        super(grant);
        this.resource = resource;
    }

    @Override
    public R resource() {
        if (isEnded()) {
            throw new LeaseEndedException(endedText());
        }
        return resource;
    }

    @Override
    public boolean retire(Retirement how, Throwable why) {
        return retireShare(how, why);
    }

    @Override
    public void close() {
        end();
    }

    @Override
    public String toString() {
        return "share of pool '" + poolName() + "'" + (isEnded() ? ", ended" : "");
    }
}
