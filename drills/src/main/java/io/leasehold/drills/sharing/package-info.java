/** One heavy connection that many hold: the incident, and those it happens to. */
@NullMarked
package io.leasehold.drills.sharing;

import org.jspecify.annotations.NullMarked;
