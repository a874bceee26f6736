package io.leasehold.jdbc.internal;

import java.io.InputStream;

/** A stream of the driver's; what is not fenced here is built by {@link InputStream} on what is. */
final class InputStreamHandle extends DelegatingInputStream {

    InputStreamHandle(FencedConnection connection, InputStream delegate) {
        super(connection, delegate);
    }
}
