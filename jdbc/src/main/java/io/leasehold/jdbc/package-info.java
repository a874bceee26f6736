/** A JDBC connection pool: {@link io.leasehold.jdbc.LeaseholdDataSource} and what it is configured with. */
@NullMarked
package io.leasehold.jdbc;

import org.jspecify.annotations.NullMarked;
