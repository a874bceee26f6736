/**
 * One HBase connection for the whole process, whoever asks for it.
 *
 * <p>Begin with {@code HBaseConnections}.
 */
@NullMarked
package io.leasehold.hbase;

import org.jspecify.annotations.NullMarked;
