package io.leasehold.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a registry. Immutable.
 *
 * @param registry the registry's name
 * @param session the session's id, empty if none is meant
 * @param principal the session's user, empty if none is meant
 * @param connection the connection's id, 0 if none is meant
 * @param address where its client is or, of a session, was when it was opened
 * @param duration how long it took or lasted, zero if nothing did
 * @param reason why a session ended, or null
 * @param detail more in words: who revoked, what was refused, what does not close; may be empty
 * @param cause the error behind it, or null
 */
public record SessionEvent(
        String registry,
        String session,
        String principal,
        long connection,
        String address,
        Duration duration,
        @Nullable SessionEndReason reason,
        String detail,
        @Nullable Throwable cause) {}
