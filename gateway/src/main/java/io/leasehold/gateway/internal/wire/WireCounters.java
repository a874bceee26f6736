package io.leasehold.gateway.internal.wire;

/**
 * A reading of a listener's counts. Immutable.
 *
 * @param connections clients that are connected now, those that log in included
 * @param loggingIn of these, how many have not logged in yet
 * @param opened connections since the start that were let in
 * @param full connections that were let in only to be told that there are too many
 * @param closedAtOnce connections beyond these, or too many of one address that had not logged in
 * @param failedLogins logins that were refused
 * @param slowLogins connections that were closed since their login took too long
 * @param garbage connections or requests that sent what is no call
 * @param clientsGone clients that were gone while a call of theirs was served
 * @param unacknowledged connections that were closed since an answer was not acknowledged
 */
public record WireCounters(
        int connections,
        int loggingIn,
        long opened,
        long full,
        long closedAtOnce,
        long failedLogins,
        long slowLogins,
        long garbage,
        long clientsGone,
        long unacknowledged) {}
