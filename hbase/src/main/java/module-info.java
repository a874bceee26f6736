/** One HBase connection for the whole process. */
module io.leasehold.hbase {
    requires transitive io.leasehold;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.leasehold.hbase;
}
