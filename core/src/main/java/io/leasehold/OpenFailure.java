package io.leasehold;

import java.time.Duration;

/**
 * An open that failed. Immutable.
 *
 * @param cause what the factory threw
 * @param age how long ago, when the snapshot was taken
 * @param count how many opens have failed since one succeeded
 */
public record OpenFailure(Throwable cause, Duration age, long count) {

    /** Of the cause its class alone: what it says may repeat what the resource was asked to do. */
    @Override
    public String toString() {
        return "OpenFailure[cause=" + cause.getClass().getName() + ", age=" + age + ", count=" + count + "]";
    }
}
