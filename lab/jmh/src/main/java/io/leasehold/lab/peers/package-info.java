/** The pools that are measured, each opened on the stub as its documentation advises. */
@NullMarked
package io.leasehold.lab.peers;

import org.jspecify.annotations.NullMarked;
