package io.leasehold;

import java.util.List;

/**
 * A pool's snapshot through JMX, read-only, as {@code io.leasehold:type=Pool,name="..."}. Each attribute is read anew; none is
 * a secret, and nothing can be set.
 */
public interface PoolMXBean {

    /** The pool's name. */
    String getName();

    /** OPEN, PAUSED, DRAINING or CLOSED. */
    String getState();

    /** Resources open now. */
    int getTotal();

    /** Resources ready to be lent. */
    int getIdle();

    /** Resources held by somebody. */
    int getLeased();

    /** Opens in flight. */
    int getOpening();

    /** Threads in the line. */
    int getWaiting();

    /** The configured maximum. */
    int getMaximum();

    /** What the pool may open now: the maximum, or less while the server says it is full. */
    int getCeiling();

    /** Opens and closes given up because the driver hangs. */
    int getLost();

    /** Who holds what, the longest first, one line each. */
    List<String> getHolders();

    /** What the ages tell at which idle resources were found dead, or an empty string. */
    String getAdvice();
}
