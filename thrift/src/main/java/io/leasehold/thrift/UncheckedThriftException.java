package io.leasehold.thrift;

import java.util.Objects;
import org.apache.thrift.TException;

/** A TException where none may be thrown: in the middle of a stream. */
public final class UncheckedThriftException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UncheckedThriftException(TException cause) {
        super(cause.getMessage(), cause);
    }

    /** What the call threw. */
    @Override
    public synchronized TException getCause() {
        return (TException) Objects.requireNonNull(super.getCause());
    }
}
