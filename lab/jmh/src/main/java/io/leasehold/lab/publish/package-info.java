/** Writes what was measured into docs/benchmarks.md. */
@NullMarked
package io.leasehold.lab.publish;

import org.jspecify.annotations.NullMarked;
