/** A HiveServer2-compatible server in front of JDBC databases: its settings, and the file of passwords. */
@NullMarked
package io.leasehold.gateway;

import org.jspecify.annotations.NullMarked;
