package io.leasehold.testbed.hbase;

/** HBase could not be started, stopped or asked. */
public final class TestbedException extends RuntimeException {

    public TestbedException(String message) {
        super(message);
    }

    public TestbedException(String message, Throwable cause) {
        super(message, cause);
    }
}
