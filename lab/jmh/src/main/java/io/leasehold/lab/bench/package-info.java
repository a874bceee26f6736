/** Throughput beside the peers: JMH benchmarks and the program that interleaves them. */
@NullMarked
package io.leasehold.lab.bench;

import org.jspecify.annotations.NullMarked;
