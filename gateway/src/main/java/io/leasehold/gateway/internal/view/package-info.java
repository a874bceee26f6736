/** What may be seen of a running gateway, and done to it. */
@NullMarked
package io.leasehold.gateway.internal.view;

import org.jspecify.annotations.NullMarked;
