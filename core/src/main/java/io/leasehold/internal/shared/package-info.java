/** The engine of shared pools: one resource of a key, many holders. */
@NullMarked
package io.leasehold.internal.shared;

import org.jspecify.annotations.NullMarked;
