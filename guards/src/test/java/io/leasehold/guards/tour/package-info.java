/** The code of docs/tour.md. */
@NullMarked
package io.leasehold.guards.tour;

import org.jspecify.annotations.NullMarked;
