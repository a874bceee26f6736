package io.leasehold.drills.poison;

import org.apache.thrift.TException;

/** The error that the service declares. */
final class RefusedException extends TException {

    private static final long serialVersionUID = 1L;

    RefusedException() {
        super("the service refused");
    }
}
