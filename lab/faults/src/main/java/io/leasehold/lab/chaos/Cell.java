package io.leasehold.lab.chaos;

import io.leasehold.lab.chaos.rows.Rows;
import io.leasehold.lab.chaos.run.Schedule;
import io.leasehold.testbed.DatabaseKind;
import java.util.Locale;

/**
 * One fault on one kind of database. Immutable.
 */
record Cell(Rows.Row row, DatabaseKind kind) {

    String title() {
        return String.format(Locale.ROOT, "%2d %s, %s", row.number(), row.title(), database());
    }

    private String database() {
        return switch (kind) {
            case POSTGRESQL -> "PostgreSQL";
            case MARIADB -> "MariaDB";
            case H2 -> "H2";
            case CONNECTORJ, HSQLDB -> kind.name();
        };
    }

    Schedule schedule(long seed) {
        return Schedule.draw(seed, kind, row.threads());
    }
}
