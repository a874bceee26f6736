@NullMarked
package io.leasehold.drills.hbase;

import org.jspecify.annotations.NullMarked;
