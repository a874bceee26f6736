/**
 * The sessions of a server: they hang on the connections of its clients, and end when those do, at once, after a grace, or when
 * they are idle. What a session holds goes back with it.
 *
 * <p>Begin with {@link io.leasehold.session.SessionRegistry#named}.
 */
@NullMarked
package io.leasehold.session;

import org.jspecify.annotations.NullMarked;
