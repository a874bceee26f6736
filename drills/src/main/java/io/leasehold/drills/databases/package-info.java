/** The databases drills run against: their addresses, what can be asked of them, and how they are hurt. */
@NullMarked
package io.leasehold.drills.databases;

import org.jspecify.annotations.NullMarked;
