/** The console and the metrics. */
@NullMarked
package io.leasehold.gateway.internal.console;

import org.jspecify.annotations.NullMarked;
