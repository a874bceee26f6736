package io.leasehold.session;

/**
 * A session that was opened, and what its client presents from now on. The registry itself keeps no secret.
 *
 * @param session the server's view of it
 * @param token for its client alone
 */
public record OpenedSession(Session session, SessionToken token) {}
