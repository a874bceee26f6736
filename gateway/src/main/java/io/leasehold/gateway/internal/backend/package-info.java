/** The databases behind the gateway. */
@NullMarked
package io.leasehold.gateway.internal.backend;

import org.jspecify.annotations.NullMarked;
