/** How fast rows come through the gateway, and how many sessions and sockets it bears. */
@NullMarked
package io.leasehold.lab.gateway;

import org.jspecify.annotations.NullMarked;
