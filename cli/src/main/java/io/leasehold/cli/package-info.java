/** The {@code leasehold} program: it wires the drills and the gateway to a terminal and holds no logic of its own. */
@NullMarked
package io.leasehold.cli;

import org.jspecify.annotations.NullMarked;
