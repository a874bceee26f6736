/** How the registry works; nobody else's business. */
@NullMarked
package io.leasehold.session.internal;

import org.jspecify.annotations.NullMarked;
