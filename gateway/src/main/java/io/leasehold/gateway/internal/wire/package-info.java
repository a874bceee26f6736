/** How clients come in: sockets, logins, HTTP, and how it is seen that they are gone. */
@NullMarked
package io.leasehold.gateway.internal.wire;

import org.jspecify.annotations.NullMarked;
