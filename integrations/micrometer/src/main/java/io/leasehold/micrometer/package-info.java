/**
 * Meters of pools and of session registries, for Micrometer. What stands in readings is bound by {@link
 * io.micrometer.core.instrument.binder.MeterBinder}s; what happens is counted by listeners. All meters are in the table of
 * docs/metrics.md. No tag is anything that a client or a user could choose.
 */
@NullMarked
package io.leasehold.micrometer;

import org.jspecify.annotations.NullMarked;
