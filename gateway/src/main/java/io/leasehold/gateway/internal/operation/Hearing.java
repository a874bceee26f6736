package io.leasehold.gateway.internal.operation;

/** When an operation was sent, and when its client has heard that it failed, among all that a session hears. Guarded by the session's lock. */
final class Hearing {

    private int sent;
    private int heard;

    /** @param before how often the client had heard of a failure */
    void sent(int before) {
        sent = before;
    }

    /** @param number of what the client hears, from 1 */
    void heard(int number) {
        heard = heard == 0 ? number : heard;
    }

    boolean isHeard() {
        return heard > 0;
    }

    /** Whether its client had heard of the other's failure before it sent this. */
    boolean isSentBehind(Hearing other) {
        return other.isHeard() && other.heard <= sent;
    }
}
