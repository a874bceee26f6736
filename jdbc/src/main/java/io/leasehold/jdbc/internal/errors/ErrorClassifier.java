package io.leasehold.jdbc.internal.errors;

import io.leasehold.jdbc.ExceptionOverride;
import io.leasehold.jdbc.internal.ErrorPolicy;
import io.leasehold.spi.Verdict;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says what an error means for its connection: what the application says; else the worst of what the database's table, the
 * standard's states and the types say of it and of all that hangs on it. Safe for any thread.
 */
public final class ErrorClassifier implements ErrorPolicy {

    private final ErrorTable table;
    private final @Nullable ExceptionOverride override;

    public ErrorClassifier(ErrorTable table, @Nullable ExceptionOverride override) {
        this.table = table;
        this.override = override;
    }

    @Override
    public Verdict verdictOn(Throwable error) {
        return verdictOn(error, each -> false);
    }

    /** As {@link #verdictOn}, for who meant to be read-only: what else there is may still be the end of the connection. */
    public Verdict verdictBesideReadOnly(Throwable error) {
        return verdictOn(error, ReadOnlyErrors::saysItself);
    }

    private Verdict verdictOn(Throwable error, Predicate<Throwable> left) {
        Verdict last = override != null && error instanceof SQLException sql ? override.verdictOn(sql) : null;
        if (last != null) {
            return last;
        }
        Verdict worst = Verdict.KEEP;
        for (Throwable each : ErrorChain.of(error)) {
            Verdict verdict = left.test(each) ? Verdict.KEEP : verdictOnItself(each);
            if (verdict.compareTo(worst) > 0) {
                worst = verdict;
            }
        }
        return worst;
    }

    private Verdict verdictOnItself(Throwable error) {
        Verdict special = error instanceof SQLException sql ? table.verdictOn(sql) : null;
        Verdict verdict = special != null ? special : StandardErrors.verdictOn(error);
        return verdict == null ? Verdict.KEEP : verdict;
    }
}
