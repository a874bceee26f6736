/** Real database servers for tests: started when first asked for, stopped with the JVM. */
@NullMarked
package io.leasehold.testbed;

import org.jspecify.annotations.NullMarked;
