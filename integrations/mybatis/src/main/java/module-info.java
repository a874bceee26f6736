/** Leasehold as the data source of MyBatis. */
module io.leasehold.mybatis {
    requires transitive io.leasehold.jdbc;
    requires transitive org.mybatis;
    requires static org.jspecify;

    exports io.leasehold.mybatis;
}
