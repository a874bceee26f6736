/** Several servers of which one fails: the incident, and those it happens to. */
@NullMarked
package io.leasehold.drills.endpoints;

import org.jspecify.annotations.NullMarked;
