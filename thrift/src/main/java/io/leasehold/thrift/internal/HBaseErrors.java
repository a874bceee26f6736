package io.leasehold.thrift.internal;

import org.apache.hadoop.hbase.thrift.generated.IOError;
import org.apache.hadoop.hbase.thrift.generated.IllegalArgument;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;

/** HBase's errors in a sentence: its server sends a stack trace as the message. Stateless. */
public final class HBaseErrors {

    /** HBase puts whole table descriptions into one line. */
    private static final int LONGEST_TEXT = 240;

    private HBaseErrors() {}

    /** An error of the same kind that names the table, with the server's as its cause; those of transport and protocol as they are. */
    public static TException named(TException error, String table, String pool) {
        String text = "table '" + table + "' (pool '" + pool + "'): " + firstLine(error);
        TException named;
        if (error instanceof IOError io) {
            named = new IOError(text, io.canRetry);
        } else if (error instanceof IllegalArgument) {
            named = new IllegalArgument(text);
        } else if (error instanceof TApplicationException application) {
            named = new TApplicationException(application.getType(), text);
        } else {
            return error;
        }
        named.initCause(error);
        return named;
    }

    private static String firstLine(TException error) {
        String text = String.valueOf(error.getMessage()).strip();
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end).strip();
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "...";
    }
}
