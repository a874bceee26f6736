/** What errors mean, and what a failed acquire looks like in JDBC. */
@NullMarked
package io.leasehold.jdbc.internal.errors;

import org.jspecify.annotations.NullMarked;
