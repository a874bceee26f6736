package io.leasehold.session;

/** Where an operation is. */
public enum OperationState {

    /** It has not started. */
    WAITING,

    /** It runs. */
    RUNNING,

    /** It was cancelled, while it waited or while it ran, and is not over yet. */
    CANCELLED,

    /** It is over. */
    OVER
}
