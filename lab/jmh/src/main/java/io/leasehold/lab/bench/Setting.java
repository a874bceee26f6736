package io.leasehold.lab.bench;

import io.leasehold.lab.Jdk;

/**
 * Everything about a row but who is measured. Immutable.
 *
 * @param burnNanos what a driver call costs; 0 is a driver that costs nothing
 */
record Setting(Workload workload, int poolSize, long burnNanos, Collector collector, Jdk jdk) {
    String title() {
        String burn = burnNanos == 0 ? "" : ", driver calls burn " + burnNanos + " ns";
        String size = workload.isShared() || workload.isKeyed() ? "" : "; pool of " + poolSize;
        return workload.title + size + burn + "; " + collector + ", JDK " + jdk.version();
    }
}
