package io.leasehold.micrometer.internal;

import io.leasehold.AcquireInterruptedException;
import io.leasehold.CannotOpenException;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolFullException;
import io.leasehold.RetireReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The counters and timers of one pool. Safe for any number of threads. All of them are there from the start, since a rate needs a zero
 * to begin with.
 */
public final class PoolMeters {

    /** Why an acquire ended without a lease. */
    private enum Refusal {
        FULL,
        CANNOT_OPEN,
        CLOSED,
        INTERRUPTED,
        OTHER
    }

    public final Counter acquires;
    public final Timer waits;
    public final Timer holds;
    public final Timer opens;
    public final Counter openFailures;
    public final Counter revocations;
    public final Counter overdue;
    public final Counter abandonments;
    public final Counter losses;
    private final Map<Refusal, Counter> refusals;
    private final Map<RetireReason, Counter> retirements;

    public PoolMeters(MeterRegistry registry, String pool) {
        Tags tags = Tags.of("pool", pool);
        this.acquires = counter(registry, tags, "leasehold.pool.acquires", "Leases granted");
        this.waits = timer(registry, tags, "leasehold.pool.wait", "Waits of acquires that had to");
        this.holds = timer(registry, tags, "leasehold.pool.hold", "Holds, of leases that were returned or revoked");
        this.opens = timer(registry, tags, "leasehold.pool.open", "Opens that succeeded");
        this.openFailures = counter(registry, tags, "leasehold.pool.open.failures", "Opens that failed");
        this.revocations = counter(
                registry,
                tags,
                "leasehold.pool.revocations",
                "Leases and shares that were ended against their holders' will");
        this.overdue = counter(registry, tags, "leasehold.pool.overdue", "Leases that were reported as held too long");
        this.abandonments = counter(
                registry,
                tags,
                "leasehold.pool.abandonments",
                "Shares whose handle became garbage before anybody closed it");
        this.losses = counter(
                registry,
                tags,
                "leasehold.pool.losses",
                "Opens, checks and closes that hang in the driver and were given up");
        this.refusals = each(
                Refusal.class,
                refusal -> counter(
                        registry,
                        tags.and("reason", word(refusal)),
                        "leasehold.pool.refusals",
                        "Acquires that ended without a lease"));
        this.retirements = each(
                RetireReason.class,
                reason -> counter(
                        registry,
                        tags.and("reason", word(reason)),
                        "leasehold.pool.retirements",
                        "Resources that will never be lent again"));
    }

    public void retired(@Nullable RetireReason reason) {
        if (reason != null) {
            counterOf(retirements, reason).increment();
        }
    }

    /** An acquire ended without a lease. */
    public void refused(@Nullable Throwable outcome) {
        counterOf(refusals, refusal(outcome)).increment();
    }

    private static Refusal refusal(@Nullable Throwable outcome) {
        return outcome instanceof PoolFullException
                ? Refusal.FULL
                : outcome instanceof CannotOpenException
                        ? Refusal.CANNOT_OPEN
                        : outcome instanceof PoolClosedException
                                ? Refusal.CLOSED
                                : outcome instanceof AcquireInterruptedException ? Refusal.INTERRUPTED : Refusal.OTHER;
    }

    static Counter counter(MeterRegistry registry, Tags tags, String name, String description) {
        return Counter.builder(name).tags(tags).description(description).register(registry);
    }

    static Timer timer(MeterRegistry registry, Tags tags, String name, String description) {
        return Timer.builder(name).tags(tags).description(description).register(registry);
    }

    /** The counter of a constant: all have theirs. */
    static <E extends Enum<E>> Counter counterOf(Map<E, Counter> counters, E constant) {
        return Objects.requireNonNull(counters.get(constant));
    }

    static <E extends Enum<E>> Map<E, Counter> each(Class<E> type, Function<E, Counter> counter) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(one -> one, counter, (one, other) -> one, () -> new EnumMap<>(type)));
    }

    /** A constant's name as a tag has it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
