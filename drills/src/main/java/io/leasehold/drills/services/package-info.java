/** Small services that count, for incidents that bring their own. */
@NullMarked
package io.leasehold.drills.services;

import org.jspecify.annotations.NullMarked;
