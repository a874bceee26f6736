/** A real HBase in one JVM for tests: ZooKeeper, master and region servers, and HBase's Thrift server. */
@NullMarked
package io.leasehold.testbed.hbase;

import org.jspecify.annotations.NullMarked;
