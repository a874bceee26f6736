package io.leasehold.thrift;

import org.apache.thrift.TException;

/** What fills a batch. */
@FunctionalInterface
public interface HBaseBatchBody {

    void fill(HBaseBatch batch) throws TException;
}
