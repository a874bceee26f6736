package io.leasehold.session.internal;

import io.leasehold.InvalidConfigException;
import io.leasehold.session.SessionEndReason;
import io.leasehold.session.SessionState;
import io.leasehold.spi.TaskRunner;
import java.time.Duration;

/**
 * A session's timers. Runs on the housekeeper, under the registry's lock, and gives nothing back itself.
 *
 * <p>It asks to run again no later than anything could be due: a session that is busy now is idle one {@code idleTimeout} from
 * now at the earliest, one that is called now is quiet one {@code quietHolding} from now at the earliest; detaching, a change of
 * its settings and the end of a connection wake it. So calls need not wake it, and cost it nothing.
 */
final class SessionClock implements TaskRunner.Upkeep {

    /** It is woken when there is something to wait for. */
    private static final long UNTIL_WOKEN = Long.MAX_VALUE / 2;

    private final LiveSession session;

    SessionClock(LiveSession session) {
        this.session = session;
    }

    @Override
    public long run(long runnersTime) {
        Registry registry = session.registry;
        return registry.change(after -> {
            long now = registry.ticker.nanos();
            long next = quiet(now, after);
            next = Math.min(next, life(now, after));
            next = Math.min(next, detached(now, after));
            return Math.min(next, idle(now, after));
        });
    }

    private boolean isOver() {
        SessionState state = session.state();
        return state == SessionState.ENDED || state == SessionState.OPENING;
    }

    /** Detaches what hangs on calls alone, and was not called for a while. */
    private long quiet(long now, Afterwards after) {
        if (!session.hangsOnCalls()) {
            return UNTIL_WOKEN;
        }
        long holding = session.registry.config().quietHolding().toNanos();
        if (session.calls > 0) {
            return holding;
        }
        long limit = session.quietLimit();
        long left = limit - (now - session.lastPassingCall);
        if (left <= 0) {
            session.registry.moves.disconnect(
                    session, SessionEndReason.QUIET, InvalidConfigException.words(Duration.ofNanos(limit)), after);
            return UNTIL_WOKEN;
        }
        return Math.min(left, holding);
    }

    private long life(long now, Afterwards after) {
        long limit = session.registry.config().maxLife().toNanos();
        return isOver() || limit == 0
                ? UNTIL_WOKEN
                : endIfNoneLeft(limit - (now - session.startedAt), SessionEndReason.MAX_LIFE, after);
    }

    private long detached(long now, Afterwards after) {
        if (session.state() != SessionState.DETACHED) {
            return UNTIL_WOKEN;
        }
        long since = now - session.detachedAt;
        long next = UNTIL_WOKEN;
        if (session.rule.ends()) {
            next = endIfNoneLeft(session.rule.grace().toNanos() - since, SessionEndReason.GRACE_OVER, after);
        }
        if (session.state() == SessionState.DETACHED && !session.hasYielded) {
            long left = session.registry.config().yieldAfter().toNanos() - since;
            if (left <= 0) {
                session.registry.moves.yield(session, after);
            } else {
                next = Math.min(next, left);
            }
        }
        return next;
    }

    private long idle(long now, Afterwards after) {
        if (isOver() || session.idleTimeout == 0) {
            return UNTIL_WOKEN;
        }
        return session.isBusy()
                ? session.idleTimeout
                : endIfNoneLeft(session.idleTimeout - (now - session.lastBusy), SessionEndReason.IDLE, after);
    }

    private long endIfNoneLeft(long left, SessionEndReason reason, Afterwards after) {
        if (left > 0) {
            return left;
        }
        session.registry.moves.end(session, reason, "", after);
        return UNTIL_WOKEN;
    }
}
