@NullMarked
package io.leasehold.hbase.internal;

import org.jspecify.annotations.NullMarked;
