package io.leasehold.session;

import io.leasehold.InvalidConfigException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The session has ended. Only its owner, with the right secret and principal, is told so, and why. */
public final class SessionEndedException extends SessionException {

    private static final long serialVersionUID = 1L;

    private final SessionEndReason reason;

    /**
     * @param reason why it ended
     * @param ago how long ago
     */
    public SessionEndedException(SessionEndReason reason, Duration ago) {
        super("the session has ended " + words(ago.truncatedTo(ChronoUnit.MILLIS)) + ": " + reason.words());
        this.reason = reason;
    }

    private static String words(Duration ago) {
        return ago.isZero() ? "just now" : InvalidConfigException.words(ago) + " ago";
    }

    public SessionEndReason reason() {
        return reason;
    }
}
