/** What each safety feature costs. In the engine's package, since it assembles the engine's own parts. */
@NullMarked
package io.leasehold.internal;

import org.jspecify.annotations.NullMarked;
