/** One statement, from its arrival to its close. */
@NullMarked
package io.leasehold.gateway.internal.operation;

import org.jspecify.annotations.NullMarked;
