package io.leasehold.session.internal;

import io.leasehold.session.SessionConfig;
import io.leasehold.session.SessionRefusedException;
import io.leasehold.session.SessionRefusedException.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many sessions there are, of all, of each user, each address, and each user at an address, and how many of a user's are
 * detached. Guarded by the registry's lock.
 *
 * <p>Counts cannot drift: one goes up only as a {@link LimitLease} comes into being, which either has all its counts or has
 * given them back, and goes down only as that lease is closed, which it is once. Each limit counts under keys of its own, so
 * that a user named like an address is no address. What is at zero takes no room.
 */
final class Limits {

    private final List<Quota> quotas;
    private final Quota detached;

    Limits(SessionConfig config) {
        this.quotas = List.of(
                new Quota(Refusal.ALL_SESSIONS, config.maximumSessions(), "maximumSessions"),
                new Quota(Refusal.SESSIONS_OF_USER, config.maximumPerUser(), "maximumPerUser"),
                new Quota(Refusal.SESSIONS_OF_ADDRESS, config.maximumPerAddress(), "maximumPerAddress"),
                new Quota(
                        Refusal.SESSIONS_OF_USER_AND_ADDRESS,
                        config.maximumPerUserAndAddress(),
                        "maximumPerUserAndAddress"));
        this.detached = new Quota(Refusal.DETACHED, config.maximumDetachedPerUser(), "maximumDetachedPerUser");
    }

    /**
     * A place for one session.
     *
     * @throws SessionRefusedException if there is none; nothing is counted then
     */
    LimitLease open(String principal, String address) {
        List<Object> keys = List.of("", principal, address, List.of(principal, address));
        LimitLease lease = new LimitLease();
        for (int i = 0; i < quotas.size(); i++) {
            Quota quota = quotas.get(i);
            if (!lease.take(quota, keys.get(i))) {
                lease.close();
                throw quota.refused();
            }
        }
        return lease;
    }

    /** A place for one detached session, or null if there is none. */
    @Nullable LimitLease detach(String principal) {
        LimitLease lease = new LimitLease();
        return lease.take(detached, principal) ? lease : null;
    }

    /** Counts that are not zero; for tests. */
    int counts() {
        return quotas.stream().mapToInt(quota -> quota.taken.size()).sum() + detached.taken.size();
    }

    /** One place under each limit that applies. Guarded by the registry's lock. */
    static final class LimitLease {

        private final List<Runnable> taken = new ArrayList<>(4);

        private boolean take(Quota quota, Object key) {
            if (!quota.take(key)) {
                return false;
            }
            taken.add(() -> quota.giveBack(key));
            return true;
        }

        /** Gives every count back; a second time does nothing. */
        void close() {
            taken.forEach(Runnable::run);
            taken.clear();
        }
    }

    private static final class Quota {

        private final Refusal refusal;
        private final int most;
        private final String setting;
        private final Map<Object, Integer> taken = new HashMap<>();

        Quota(Refusal refusal, int most, String setting) {
            this.refusal = refusal;
            this.most = most;
            this.setting = setting;
        }

        boolean take(Object key) {
            int now = taken.getOrDefault(key, 0);
            if (most != 0 && now >= most) {
                return false;
            }
            taken.put(key, now + 1);
            return true;
        }

        void giveBack(Object key) {
            taken.computeIfPresent(key, (same, now) -> now == 1 ? null : now - 1);
        }

        SessionRefusedException refused() {
            String whose = switch (refusal) {
                case SESSIONS_OF_USER -> "the user has ";
                case SESSIONS_OF_ADDRESS -> "this address has ";
                case SESSIONS_OF_USER_AND_ADDRESS -> "the user has, from this address, ";
                default -> "the server has ";
            };
            return new SessionRefusedException(
                    refusal, whose + "as many sessions as may be open, " + most + ": close one, or raise " + setting);
        }
    }
}
