/** How meters are made. */
@NullMarked
package io.leasehold.micrometer.internal;

import org.jspecify.annotations.NullMarked;
