package io.leasehold.jdbc.internal;

import java.sql.Blob;

/** The driver's value, which may reach into its connection for as long as it is used. */
final class BlobHandle extends DelegatingBlob {

    BlobHandle(FencedConnection connection, Blob delegate) {
        super(connection, delegate);
    }
}
