/** The rows of the matrix: one fault each. */
@NullMarked
package io.leasehold.lab.chaos.rows;

import org.jspecify.annotations.NullMarked;
