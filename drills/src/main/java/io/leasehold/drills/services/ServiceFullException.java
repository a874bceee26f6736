package io.leasehold.drills.services;

import java.io.IOException;

/** The service has no room for one more connection. */
public final class ServiceFullException extends IOException {

    private static final long serialVersionUID = 1L;

    ServiceFullException() {
        super("the server has no room for one more connection");
    }
}
