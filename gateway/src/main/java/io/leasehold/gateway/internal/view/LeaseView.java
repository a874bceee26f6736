package io.leasehold.gateway.internal.view;

import java.time.Duration;

/**
 * A connection that a session has. Immutable.
 *
 * @param id unique in its backend
 * @param sessionId whose it is
 * @param user the session's authenticated user
 * @param what for, such as an operation's id, or why it is pinned
 * @param held for how long
 */
public record LeaseView(long id, String sessionId, String user, String what, Duration held) {}
