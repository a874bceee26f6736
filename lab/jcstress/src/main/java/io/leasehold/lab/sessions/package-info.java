/** Laws of the registry of sessions. */
@NullMarked
package io.leasehold.lab.sessions;

import org.jspecify.annotations.NullMarked;
