package io.leasehold.jdbc.internal;

import java.sql.ResultSetMetaData;

/** Some drivers ask their server for it only when it is read, so it is fenced as well. */
final class ResultSetMetaDataHandle extends DelegatingResultSetMetaData {

    ResultSetMetaDataHandle(FencedConnection connection, ResultSetMetaData delegate) {
        super(connection, delegate);
    }
}
