package io.leasehold.jdbc.internal;

import java.io.Reader;

/** A reader of the driver's; what is not fenced here is built by {@link Reader} on what is. */
final class ReaderHandle extends DelegatingReader {

    ReaderHandle(FencedConnection connection, Reader delegate) {
        super(connection, delegate);
    }
}
