package io.leasehold.gateway.internal.auth;

/** Who may act on whose behalf. Safe for any number of threads. */
@FunctionalInterface
public interface ProxyRules {

    /** Whether a user may act on another's behalf from an address; who acts on their own needs no rule. */
    boolean allow(String user, String onBehalfOf, String address);
}
