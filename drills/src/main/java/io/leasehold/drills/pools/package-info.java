/** Pools as a drill sees them: Leasehold and its peers, each with its documented settings. */
@NullMarked
package io.leasehold.drills.pools;

import org.jspecify.annotations.NullMarked;
