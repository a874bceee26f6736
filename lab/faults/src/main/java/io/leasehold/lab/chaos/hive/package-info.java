/** A gateway between the pool and the database, and Hive's driver for it. */
@NullMarked
package io.leasehold.lab.chaos.hive;

import org.jspecify.annotations.NullMarked;
