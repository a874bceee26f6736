/** What differs from database to database. */
@NullMarked
package io.leasehold.jdbc.internal.dialect;

import org.jspecify.annotations.NullMarked;
