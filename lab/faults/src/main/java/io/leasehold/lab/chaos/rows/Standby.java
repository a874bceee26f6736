package io.leasehold.lab.chaos.rows;

import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.util.EnumMap;
import java.util.Map;

/** A second server of a kind, started when first needed, and ended with the JVM. Used by one run at a time. */
final class Standby {
    private static final Map<DatabaseKind, TestDatabase> STANDBYS = new EnumMap<>(DatabaseKind.class);

    private Standby() {}

    static synchronized TestDatabase of(DatabaseKind kind) {
        return STANDBYS.computeIfAbsent(kind, Databases::launch);
    }
}
