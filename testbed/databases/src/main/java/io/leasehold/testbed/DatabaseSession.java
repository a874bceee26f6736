package io.leasehold.testbed;

import org.jspecify.annotations.Nullable;

/**
 * A session as the server itself sees it.
 *
 * @param id the server's own name for the session, as {@link TestDatabase#sessionId} gives it
 * @param executing whether a statement is running at this moment
 * @param statement the text of the running statement, if one runs and the server tells
 */
public record DatabaseSession(
        String id, boolean executing, @Nullable String statement) {}
