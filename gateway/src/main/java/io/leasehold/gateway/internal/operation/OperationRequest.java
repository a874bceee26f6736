package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.sql.Rows;

/**
 * What an operation is to do.
 *
 * @param verb for displays
 * @param sql shown only where displays may; else empty
 * @param rows whether rows will come
 */
record OperationRequest(Work work, String verb, String sql, Rows rows) {}
