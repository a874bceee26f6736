/** How a gateway is put together from its settings: from each setting to the part that goes by it. */
@NullMarked
package io.leasehold.gateway.internal.assembly;

import org.jspecify.annotations.NullMarked;
