package io.leasehold.drills.endpoints;

/**
 * Where one of the servers is reached. Immutable.
 *
 * @param name as the record has it
 * @param host of its wire
 * @param port of its wire
 */
record Server(String name, String host, int port) {

    @Override
    public String toString() {
        return name + " (" + host + ":" + port + ")";
    }
}
