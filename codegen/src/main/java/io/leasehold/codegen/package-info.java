/** Writes the JDBC delegates at build time. */
@NullMarked
package io.leasehold.codegen;

import org.jspecify.annotations.NullMarked;
