package io.leasehold.testbed.hiveclients;

import java.util.List;

/** A driver for HiveServer2 that the build brings along. */
public enum ClientKind {
    /** Apache Hive's own, which beeline and DBeaver use. */
    HIVE_JDBC("hive-jdbc", "org.apache.hive.jdbc.HiveDriver"),
    /** Apache Kyuubi's, which reads the same URLs. */
    KYUUBI("kyuubi", "org.apache.kyuubi.jdbc.KyuubiHiveDriver");

    private final String folder;
    private final String driver;

    ClientKind(String folder, String driver) {
        this.folder = folder;
        this.driver = driver;
    }

    /** The class of the driver. */
    public String driver() {
        return driver;
    }

    /** The files of the driver and of all it needs, for a class path or a class loader that has nothing else. */
    public List<String> jars() {
        return ClientJars.in(folder);
    }
}
