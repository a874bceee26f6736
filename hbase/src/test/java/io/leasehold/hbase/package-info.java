@NullMarked
package io.leasehold.hbase;

import org.jspecify.annotations.NullMarked;
