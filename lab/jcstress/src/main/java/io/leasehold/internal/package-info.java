/** Laws of the engine's internals. They live in the package of what they search. */
@NullMarked
package io.leasehold.internal;

import org.jspecify.annotations.NullMarked;
