package io.leasehold.thrift;

/**
 * What became of scanners that their streams did not close themselves. Immutable.
 *
 * @param closedLate closed by the pool all the same, with their transport or over another that was there before them
 * @param left left to the region server's own time-out (60 s unless configured)
 */
public record HBaseScannerCounts(long closedLate, long left) {}
