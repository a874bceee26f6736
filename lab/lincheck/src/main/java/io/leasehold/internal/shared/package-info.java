/** What the shared engine counts, compared with a sequential specification. In the engine's package to reach it. */
@NullMarked
package io.leasehold.internal.shared;

import org.jspecify.annotations.NullMarked;
