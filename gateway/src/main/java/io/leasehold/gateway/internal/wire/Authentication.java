package io.leasehold.gateway.internal.wire;

/** How a listener finds out who its clients are. */
public enum Authentication {

    /**
     * Not at all: clients are taken for whom they say they are, unverified. The binary listener then speaks both NOSASL and SASL
     * PLAIN, whichever the client's first byte begins.
     */
    NONE,

    /** By a password: SASL PLAIN on the binary listener, Basic or a cookie that remembers it over HTTP. */
    PASSWORD
}
