package io.leasehold;

import java.util.List;

/**
 * A shared pool's snapshot through JMX, read-only, as {@code io.leasehold:type=SharedPool,name="..."}. Each attribute is read anew;
 * none is a secret, and nothing can be set.
 */
public interface SharedPoolMXBean {

    /** The pool's name. */
    String getName();

    /** OPEN, DRAINING or CLOSED. */
    String getState();

    /** The configured maximum of all keys together. */
    int getMaximum();

    /** Resources that have holders and take more. */
    int getShared();

    /** Resources without a holder that wait for one. */
    int getInGrace();

    /** Resources that have holders and take no more. */
    int getRetired();

    /** Resources on their way out. */
    int getClosing();

    /** Opens in flight. */
    int getOpening();

    /** Threads that wait for an open or for room. */
    int getWaiting();

    /** Opens and closes given up because the driver hangs. */
    int getLost();

    /** Shares of all resources. */
    int getShares();

    /** What is open, the oldest first, one line each. */
    List<String> getResources();

    /** Who holds what, the longest first, one line each. */
    List<String> getHolders();
}
