/**
 * Pools of Thrift clients: {@link io.leasehold.thrift.ThriftPool} for any generated client, and
 * {@link io.leasehold.thrift.HBaseThriftTable} for HBase's Thrift server.
 */
@NullMarked
package io.leasehold.thrift;

import org.jspecify.annotations.NullMarked;
