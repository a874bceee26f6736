/** A JDBC connection pool: LeaseholdDataSource. */
module io.leasehold.jdbc {
    requires transitive io.leasehold;
    requires transitive java.sql;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.leasehold.jdbc;
}
