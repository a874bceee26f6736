/** The key, the open, and the fenced views; nobody's business. */
@NullMarked
package io.leasehold.hbase.internal;

import org.jspecify.annotations.NullMarked;
