package io.leasehold.lab.gateway;

/** Which way rows take to their reader. */
enum Route {
    BARE("the database's own driver"),
    GATEWAY("hive-jdbc through the gateway"),
    CEILING("hive-jdbc, answered by a stub from memory");

    final String title;

    Route(String title) {
        this.title = title;
    }
}
