package io.leasehold.internal;

/** What {@link PlaceLaw}'s moves mean when one happens at a time. */
public class PlaceSpecification {
    private int generation;
    private boolean leased;
    private boolean shared;
    private boolean gone;

    public int acquire() {
        if (leased || gone) {
            return -1;
        }
        leased = true;
        return generation;
    }

    public boolean giveBack(int of) {
        if (!isLease(of) || shared) {
            return false;
        }
        leased = false;
        generation++;
        return true;
    }

    public boolean call(int of) {
        if (!isLease(of)) {
            return false;
        }
        shared = true;
        return true;
    }

    public boolean revoke(int of) {
        if (!isLease(of)) {
            return false;
        }
        leased = false;
        gone = true;
        return true;
    }

    public boolean retireIdle() {
        if (leased || gone) {
            return false;
        }
        gone = true;
        return true;
    }

    private boolean isLease(int of) {
        return leased && generation == of;
    }
}
