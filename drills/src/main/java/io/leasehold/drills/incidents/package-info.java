/** The drills on a database, one file each: the fault, the facts it leaves, and the law by which the facts are judged. */
@NullMarked
package io.leasehold.drills.incidents;

import org.jspecify.annotations.NullMarked;
