/** Faults of real servers and networks while a pool is in use: what is run, where, and what is said of it. */
@NullMarked
package io.leasehold.lab.chaos;

import org.jspecify.annotations.NullMarked;
