/** What a run finds, and what a seed means. */
@org.jspecify.annotations.NullMarked
package io.leasehold.lab.chaos;
