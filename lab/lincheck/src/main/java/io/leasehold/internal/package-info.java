/** The engine's internals against sequential specifications. They live in the package of what they check. */
@NullMarked
package io.leasehold.internal;

import org.jspecify.annotations.NullMarked;
