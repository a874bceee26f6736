/** One law of the shared engine's internals each, searched by jcstress for a breach. In the engine's package to reach them. */
@NullMarked
package io.leasehold.internal.shared;

import org.jspecify.annotations.NullMarked;
