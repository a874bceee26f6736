/** What an adapter implements to pool a kind of resource of its own: start with {@link ResourceFactory}. */
@NullMarked
package io.leasehold.spi;

import org.jspecify.annotations.NullMarked;
