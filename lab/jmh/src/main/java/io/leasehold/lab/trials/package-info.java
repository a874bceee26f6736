/** What is measured otherwise than by operations per second of a loop: each in a JVM of its own that answers with a few figures. */
@NullMarked
package io.leasehold.lab.trials;

import org.jspecify.annotations.NullMarked;
