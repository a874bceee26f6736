/** Who is who, and who may act as whom. */
@NullMarked
package io.leasehold.gateway.internal.auth;

import org.jspecify.annotations.NullMarked;
