package io.leasehold.jdbc.internal;

/** A handle of something that may be passed back into the driver, which then gets its own object. */
interface DriverObject {

    /** The lease it was obtained through. */
    FencedConnection lease();

    /** The driver's object. */
    Object raw();
}
