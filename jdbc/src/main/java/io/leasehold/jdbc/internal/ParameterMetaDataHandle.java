package io.leasehold.jdbc.internal;

import java.sql.ParameterMetaData;

/** Some drivers ask their server for it only when it is read, so it is fenced as well. */
final class ParameterMetaDataHandle extends DelegatingParameterMetaData {

    ParameterMetaDataHandle(FencedConnection connection, ParameterMetaData delegate) {
        super(connection, delegate);
    }
}
