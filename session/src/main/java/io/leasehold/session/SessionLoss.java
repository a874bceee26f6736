package io.leasehold.session;

/**
 * Something that a session gave back while it was detached.
 *
 * @param name as it was named when the session came to hold it
 * @param why in words
 */
public record SessionLoss(String name, String why) {}
