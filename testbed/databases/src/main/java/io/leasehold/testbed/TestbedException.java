package io.leasehold.testbed;

/** A test server could not be installed, started or asked. */
public final class TestbedException extends RuntimeException {

    public TestbedException(String message) {
        super(message);
    }

    public TestbedException(String message, Throwable cause) {
        super(message, cause);
    }
}
