/** A whole pool under every kind of misuse at once, watched by its own resources. */
@NullMarked
package io.leasehold.lab.storm;

import org.jspecify.annotations.NullMarked;
