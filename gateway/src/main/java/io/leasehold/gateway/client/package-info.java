/** A small client of HiveServer2's protocol, for the command line. It knows nothing of the server's parts. */
@NullMarked
package io.leasehold.gateway.client;

import org.jspecify.annotations.NullMarked;
