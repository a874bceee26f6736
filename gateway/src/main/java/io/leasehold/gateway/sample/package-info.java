/** The database that is served when none is named. */
@NullMarked
package io.leasehold.gateway.sample;

import org.jspecify.annotations.NullMarked;
