/** A real HBase for drills: its process, its client apart from the program's own classes, and who counts at ZooKeeper. */
@NullMarked
package io.leasehold.drills.hbase;

import org.jspecify.annotations.NullMarked;
