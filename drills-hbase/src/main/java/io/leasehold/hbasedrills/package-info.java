/** Holders of HBase connections for the drills: what must be compiled against HBase's client, and is loaded apart from the program. */
@NullMarked
package io.leasehold.hbasedrills;

import org.jspecify.annotations.NullMarked;
