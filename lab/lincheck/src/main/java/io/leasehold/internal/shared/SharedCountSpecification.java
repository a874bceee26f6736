package io.leasehold.internal.shared;

/** What {@link SharedCountLaw}'s moves mean when one happens at a time. */
public class SharedCountSpecification {
    private final int[] held = new int[6];
    private int shares;
    private boolean closed;

    public boolean share(int thread) {
        if (closed) {
            return false;
        }
        held[thread]++;
        shares++;
        return true;
    }

    public boolean release(int thread) {
        if (held[thread] == 0) {
            return false;
        }
        held[thread]--;
        shares--;
        return true;
    }

    public boolean closeIdle() {
        boolean closes = !closed && shares == 0;
        closed |= closes;
        return closes;
    }
}
