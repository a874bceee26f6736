/** What a client's text means and what goes to the backend for it. Knows neither JDBC nor Thrift. */
@NullMarked
package io.leasehold.gateway.internal.sql;

import org.jspecify.annotations.NullMarked;
