/** The engine's inside: no part of the API, and not exported. */
@NullMarked
package io.leasehold.internal;

import org.jspecify.annotations.NullMarked;
