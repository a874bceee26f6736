/** The registry of sessions, compared with a sequential specification. */
@NullMarked
package io.leasehold.lab.sessions;

import org.jspecify.annotations.NullMarked;
