package io.leasehold.jdbc.internal.open;

import io.leasehold.PoolConfig;
import io.leasehold.jdbc.ConnectionCustomizer;
import io.leasehold.jdbc.ExceptionOverride;
import io.leasehold.jdbc.SessionReset;
import org.jspecify.annotations.Nullable;

/** The settings of a data source once they are known to be right. Immutable. */
public record JdbcConfig(
        PoolConfig pool,
        ConnectionSource source,
        SessionDefaults defaults,
        SessionReset reset,
        @Nullable String testQuery,
        @Nullable ConnectionCustomizer customizer,
        @Nullable ExceptionOverride override,
        boolean suspension) {}
