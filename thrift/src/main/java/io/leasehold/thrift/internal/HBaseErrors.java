package io.leasehold.thrift.internal;

import org.apache.hadoop.hbase.thrift.generated.IOError;
import org.apache.thrift.TException;

/** HBase's errors in a sentence: its server sends a stack trace as the message. Stateless. */
public final class HBaseErrors {

    private HBaseErrors() {}

    /** An error of the same kind that names the table, with the server's as its cause; others as they are. */
    public static TException named(TException error, String table, String pool) {
        if (!(error instanceof IOError io)) {
            return error;
        }
        IOError named = new IOError("table '" + table + "' (pool '" + pool + "'): " + firstLine(io), io.canRetry);
        named.initCause(io);
        return named;
    }

    private static String firstLine(IOError error) {
        String text = String.valueOf(error.message).strip();
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end).strip();
    }
}
