/** Clients of a SQL server that are killed, and what they leave behind. */
@NullMarked
package io.leasehold.drills.dropped;

import org.jspecify.annotations.NullMarked;
