package io.leasehold.lab.gateway;

import io.leasehold.lab.Served;

/** The JVM with a crowd that only stays. Says how many sessions it has; when its input ends it is gone, and says good-bye to nobody. */
final class IdleJvm {
    private IdleJvm() {}

    public static void main(String[] arguments) throws Exception {
        Served served = new Served();
        Crowd crowd = Crowd.open(served.order(arguments, Crowd.Order.class));
        served.serve(crowd.sessions(), question -> crowd.sessions());
    }
}
