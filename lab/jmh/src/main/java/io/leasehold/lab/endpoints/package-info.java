/** What an endpoint costs where there are ten thousand: programs that open, measure and close them, each in a JVM of its own. */
@NullMarked
package io.leasehold.lab.endpoints;

import org.jspecify.annotations.NullMarked;
