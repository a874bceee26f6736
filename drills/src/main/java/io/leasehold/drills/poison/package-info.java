/** Thrift clients over a network that garbles: the incident, and those it happens to. */
@NullMarked
package io.leasehold.drills.poison;

import org.jspecify.annotations.NullMarked;
