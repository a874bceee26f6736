/** Where physical connections come from. */
@NullMarked
package io.leasehold.jdbc.internal.open;

import org.jspecify.annotations.NullMarked;
