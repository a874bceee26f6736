/** The inside of the JDBC pool: no part of the API, and not exported. */
@NullMarked
package io.leasehold.jdbc.internal;

import org.jspecify.annotations.NullMarked;
