package io.leasehold.session;

/** Whether the end of a connection says anything about its client. */
public enum ConnectionKind {

    /** It lasts as long as its client does, like a socket that one client has to itself: sessions hang on it. */
    LASTING,

    /**
     * It comes and goes with single calls, like a request over HTTP, and its end says nothing: what is used over it alone hangs
     * on calls, and is detached when none has come for a while ({@link SessionConfig#quiet()}).
     */
    PASSING
}
