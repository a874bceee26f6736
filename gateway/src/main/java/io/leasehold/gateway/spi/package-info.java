/** What a gateway takes from elsewhere: other ways to log in, and other hashes of passwords. */
@NullMarked
package io.leasehold.gateway.spi;

import org.jspecify.annotations.NullMarked;
