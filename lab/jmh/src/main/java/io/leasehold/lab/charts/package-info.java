/** Pictures of what was measured. */
@NullMarked
package io.leasehold.lab.charts;

import org.jspecify.annotations.NullMarked;
