package io.leasehold;

import java.time.Duration;

/**
 * Why an endpoint fails fast, and until when. Immutable.
 *
 * @param cause what its last open threw
 * @param age how long ago that was
 * @param failures how many tries in a row have failed
 * @param nextProbeIn in how long one open is tried again; zero if that is due or under way
 * @param probing whether that open is under way
 * @param wholeAddress whether all identities on the address fail fast, or this endpoint alone
 */
public record EndpointFailure(
        Throwable cause, Duration age, long failures, Duration nextProbeIn, boolean probing, boolean wholeAddress) {}
