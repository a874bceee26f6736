package io.leasehold.thrift.internal;

import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocol;

/**
 * A scanner that is open at HBase's Thrift server. Its id is a small number, counted anew by every server process, and the
 * same for all who ask that process. Immutable.
 */
public final class HBaseScanner extends ServerChild {

    private final int id;
    private final String table;

    /** @param newerThan as at {@link ServerChild} */
    public HBaseScanner(long newerThan, int id, String table) {
        super(newerThan);
        this.id = id;
        this.table = table;
    }

    public int id() {
        return id;
    }

    @Override
    protected void end(TProtocol protocol) throws TException {
        new Hbase.Client(protocol).scannerClose(id);
    }

    @Override
    public String toString() {
        return "a scanner of table '" + table + "'";
    }
}
