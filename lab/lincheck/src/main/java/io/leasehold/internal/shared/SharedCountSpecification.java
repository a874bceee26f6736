package io.leasehold.internal.shared;

/** What {@link SharedCountLaw}'s moves mean when one happens at a time. */
public class SharedCountSpecification {
    private final int[] held = {1, 0, 0, 0, 0, 0};
    private int shares = 1;
    private boolean open = true;

    public boolean share(int thread) {
        if (!open) {
            return false;
        }
        held[thread]++;
        shares++;
        return true;
    }

    public String release(int thread) {
        if (held[thread] == 0) {
            return "";
        }
        held[thread]--;
        shares--;
        return shares > 0 ? "HELD" : open ? "IDLE" : "CLOSING";
    }

    public String retire() {
        if (!open) {
            return "";
        }
        open = false;
        return shares == 0 ? "CLOSING" : "HELD";
    }

    public boolean closeIdle() {
        if (!open || shares > 0) {
            return false;
        }
        open = false;
        return true;
    }
}
