/** The incidents as programs: what a drill is, what it records, and how its evidence is judged. */
@NullMarked
package io.leasehold.drills;

import org.jspecify.annotations.NullMarked;
