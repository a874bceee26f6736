package io.leasehold.testkit.proxy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One line of the proxy's log. A fault is {@link Step#ORDERED} once and {@link Step#DELIVERED} once per connection and
 * direction that it did something to; an order without deliveries has harmed nobody yet.
 *
 * @param step what happened to the fault
 * @param fault as it was ordered; null with {@link Step#HEALED}, which ends all lasting ones
 * @param connection the connection's number, from 1; 0 for the listener, or for an order that names no connection
 * @param direction the direction in which it was delivered; that of the order otherwise
 * @param atByte how many bytes had been delivered in that direction before, in both together if it struck both; 0 in an
 *     order
 * @param at the time since the proxy was started
 * @param open how many connections were open at that moment
 */
public record FaultEvent(
        Step step, @Nullable Fault fault, long connection, Direction direction, long atByte, Duration at, int open) {

    /** What happened to a fault. */
    public enum Step {
        /** Somebody asked for it. */
        ORDERED,
        /** A peer was given, or not given, something because of it. */
        DELIVERED,
        /** Lasting faults are in force no more. */
        HEALED
    }
}
