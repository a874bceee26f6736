/** Rows on their way from a database to a client. */
@NullMarked
package io.leasehold.gateway.internal.result;

import org.jspecify.annotations.NullMarked;
