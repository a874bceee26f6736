/** A TCP proxy that does to connections what networks and servers do to them. */
@NullMarked
package io.leasehold.testkit.proxy;

import org.jspecify.annotations.NullMarked;
