package io.leasehold.lab.bench;

/** The garbage collectors of the rows: a reference store costs each a different barrier. */
enum Collector {
    G1("-XX:+UseG1GC"),
    SERIAL("-XX:+UseSerialGC"),
    PARALLEL("-XX:+UseParallelGC"),
    ZGC("-XX:+UseZGC");

    final String flag;

    Collector(String flag) {
        this.flag = flag;
    }
}
