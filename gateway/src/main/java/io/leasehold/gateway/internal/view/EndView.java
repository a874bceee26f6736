package io.leasehold.gateway.internal.view;

import java.time.Instant;

/**
 * A session that has ended. Immutable.
 *
 * @param sessionId whose end it was
 * @param user its authenticated user
 * @param address from where it was opened
 * @param reason why it ended, in words
 * @param at when, by the server's clock
 */
public record EndView(String sessionId, String user, String address, String reason, Instant at) {}
