package io.leasehold.guards;

import java.util.List;
import java.util.Set;

/** A module of the build with main code: its folder, its package, and what its main code may import. Immutable. */
enum BuildModule {
    CORE("core", "io.leasehold"),
    CODEGEN("codegen", "io.leasehold.codegen"),
    JDBC("jdbc", "io.leasehold.jdbc", CORE),
    HBASE("hbase", "io.leasehold.hbase", CORE),
    THRIFT("thrift", "io.leasehold.thrift", CORE),
    SESSION("session", "io.leasehold.session", CORE),
    TESTKIT("testkit", "io.leasehold.testkit", CORE),
    MYBATIS("integrations/mybatis", "io.leasehold.mybatis", CORE, JDBC),
    MICROMETER("integrations/micrometer", "io.leasehold.micrometer", CORE, JDBC, SESSION),
    GATEWAY("gateway", "io.leasehold.gateway", CORE, JDBC, SESSION, MICROMETER),
    DRILLS("drills", "io.leasehold.drills", CORE, JDBC, THRIFT, SESSION, GATEWAY, TESTKIT, MYBATIS),
    CLI("cli", "io.leasehold.cli", CORE, JDBC, THRIFT, SESSION, GATEWAY, TESTKIT, MYBATIS, DRILLS),
    EXAMPLES(
            "examples",
            "io.leasehold.examples",
            CORE,
            JDBC,
            HBASE,
            THRIFT,
            SESSION,
            TESTKIT,
            MYBATIS,
            MICROMETER,
            GATEWAY),
    DRILLS_HBASE("drills-hbase", "io.leasehold.hbasedrills", CORE, HBASE, DRILLS),
    TESTBED_HBASE("testbed/hbase", "io.leasehold.testbed.hbase"),
    TESTBED_HIVE_CLIENTS("testbed/hive-clients", "io.leasehold.testbed.hiveclients");

    /** What users depend on: its API is dumped, its module descriptor and runtime dependencies are guarded. */
    static final List<BuildModule> PUBLISHED =
            List.of(CORE, JDBC, HBASE, THRIFT, SESSION, TESTKIT, MYBATIS, MICROMETER, GATEWAY);

    final String folder;
    final String rootPackage;
    private final Set<BuildModule> imports;

    BuildModule(String folder, String rootPackage, BuildModule... imports) {
        this.folder = folder;
        this.rootPackage = rootPackage;
        this.imports = Set.of(imports);
    }

    String shortName() {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    boolean owns(String packageName) {
        return this == CORE
                ? packageName.matches("io\\.leasehold(\\.spi|\\.internal(\\..+)?)?")
                : packageName.equals(rootPackage) || packageName.startsWith(rootPackage + ".");
    }

    boolean mayImport(String packageName) {
        if (owns(packageName)) {
            return true;
        }
        return imports.stream().anyMatch(module -> module.owns(packageName)) && !isInternal(packageName);
    }

    static boolean isInternal(String packageName) {
        return packageName.endsWith(".internal") || packageName.contains(".internal.");
    }
}
