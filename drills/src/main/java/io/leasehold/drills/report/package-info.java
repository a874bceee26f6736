/** Outcomes for people, for programs, and side by side. */
@NullMarked
package io.leasehold.drills.report;

import org.jspecify.annotations.NullMarked;
