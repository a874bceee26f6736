package io.leasehold.jdbc.internal.errors;

import io.leasehold.jdbc.ExceptionOverride;
import io.leasehold.jdbc.internal.ErrorPolicy;
import io.leasehold.spi.Verdict;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says what an error means for its connection. Safe for any thread. */
public final class ErrorClassifier implements ErrorPolicy {

    private final @Nullable ExceptionOverride override;

    public ErrorClassifier(@Nullable ExceptionOverride override) {
        this.override = override;
    }

    @Override
    public Verdict verdictOn(Throwable error) {
        if (override != null && error instanceof SQLException sql) {
            Verdict last = override.verdictOn(sql);
            if (last != null) {
                return last;
            }
        }
        for (Throwable each : ErrorChain.of(error)) {
            if (each instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("08")) {
                return Verdict.RETIRE_AND_SUSPECT_SIBLINGS;
            }
        }
        return Verdict.KEEP;
    }
}
