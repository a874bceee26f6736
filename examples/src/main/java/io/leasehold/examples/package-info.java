/** One file for each recipe. */
@NullMarked
package io.leasehold.examples;

import org.jspecify.annotations.NullMarked;
