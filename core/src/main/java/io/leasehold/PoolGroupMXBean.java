package io.leasehold;

import java.util.List;

/**
 * A group's snapshot through JMX, read-only, as {@code io.leasehold:type=PoolGroup,name="..."}: one bean for all its endpoints, which
 * come and go. Each attribute is read anew; none is a secret, and nothing can be set.
 */
public interface PoolGroupMXBean {

    /** The group's name. */
    String getName();

    /** OPEN, DRAINING or CLOSED. */
    String getState();

    /** The most that may be open on all endpoints together. */
    int getMaximum();

    /** Open, being opened or on its way out, on all endpoints together. */
    int getTaken();

    /** Resources ready to be lent. */
    int getIdle();

    /** Resources held by somebody. */
    int getLeased();

    /** Opens in flight. */
    int getOpening();

    /** Threads in line, on whatever endpoint. */
    int getWaiting();

    /** Opens that wait for another endpoint's resource to go. */
    int getWaitingForRoom();

    /** Opens and closes given up because the driver hangs. */
    int getLost();

    /** How many endpoints are known now. */
    int getEndpoints();

    /** The endpoints that fail fast, one line each: since when, why, and when they are tried again. */
    List<String> getFailing();

    /** Who holds what on which endpoint, the longest first, one line each. */
    List<String> getHolders();
}
