package io.leasehold.gateway.internal.result;

import io.leasehold.gateway.internal.sql.BackendKind;

/**
 * Which of Hive's types a backend's columns go out as. What has no exact one goes out as STRING with the exact value; nothing is
 * rounded, wrapped or dropped. Safe for any number of threads.
 *
 * <p>A type is chosen before the first value is seen. Where a backend's type holds a few values more than Hive's of the same name, such
 * as a date named infinity, that value goes out as the backend's own text in a column of Hive's type: a client that reads text has
 * it exactly, and one that cannot make a date of it says so.
 */
@FunctionalInterface
interface TypeTable {

    static TypeTable of(BackendKind backend) {
        return switch (backend) {
            case H2 -> BackendTypes::ofH2;
            case POSTGRESQL -> BackendTypes::ofPostgres;
            case MARIADB -> BackendTypes::ofMariaDb;
            case OTHER -> BackendTypes::ofAnyOther;
        };
    }

    ColumnMapping mapping(JdbcColumn column);
}
