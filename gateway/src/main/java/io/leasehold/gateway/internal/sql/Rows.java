package io.leasehold.gateway.internal.sql;

/** Whether a statement answers with rows. */
public enum Rows {
    YES,
    NO,
    /** Only the backend knows. */
    UNKNOWN
}
