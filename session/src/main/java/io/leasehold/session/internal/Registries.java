package io.leasehold.session.internal;

import io.leasehold.session.SessionConfig;
import io.leasehold.session.SessionListener;
import io.leasehold.session.SessionRegistry;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import org.jspecify.annotations.Nullable;

/** Builds registries. */
public final class Registries {

    private Registries() {}

    /** Work in the background has the context class loader of whoever builds the registry. */
    public static SessionRegistry build(
            SessionConfig config,
            @Nullable SessionListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        Registry registry = new Registry(
                config,
                listener,
                ticker != null ? ticker : Ticker.system(),
                runner != null ? runner : TaskRunner.shared(),
                Thread.currentThread().getContextClassLoader());
        registry.start();
        return registry;
    }
}
