package io.leasehold.internal.shared;

/** None of {@link SharedEndingLaw}'s moves gives anything: what must hold is looked at in the end. */
public class SharedEndingSpecification {

    public void share(int thread) {}

    public void release(int thread) {}

    public void closeIdle() {}
}
