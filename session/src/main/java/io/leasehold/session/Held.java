package io.leasehold.session;

/** Something that a session holds. Safe for any number of threads. */
public interface Held {

    /**
     * Takes it from the session, for the server to give back or keep.
     *
     * @return true once; false if the session gives it back, or has: then it is not the caller's to touch
     */
    boolean release();
}
