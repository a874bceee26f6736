package io.leasehold.internal.shared;

/** What {@link SharedRetirementLaw}'s moves mean when one happens at a time. */
public class SharedRetirementSpecification {
    private final int[] held = new int[6];
    private boolean retired;

    public boolean share(int thread) {
        if (retired) {
            return false;
        }
        held[thread]++;
        return true;
    }

    public boolean release(int thread) {
        if (held[thread] == 0) {
            return false;
        }
        held[thread]--;
        return true;
    }

    public boolean retire() {
        boolean first = !retired;
        retired = true;
        return first;
    }
}
