package io.leasehold.drills.endpoints;

import io.leasehold.Lease;
import io.leasehold.PoolGroup;
import io.leasehold.drills.Await;
import io.leasehold.drills.services.EchoClient;
import io.leasehold.drills.services.ServiceFullException;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.SimpleGroupFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Leasehold's group of pools. */
final class LeaseholdServers implements Servers {

    private final PoolGroup<Server, EchoClient> group = PoolGroup.of(new Connections())
            .name("leasehold")
            .maximumPerEndpoint(EACH)
            .maximumSize(3 * EACH)
            .acquireTimeout(FailedEndpoint.ACQUIRE)
            .failFast(FailedEndpoint.WINDOW)
            .failFastLongest(FailedEndpoint.WINDOW)
            .build();

    /** How the group opens and checks a connection, and what a failed open means. Stateless. */
    private static final class Connections implements SimpleGroupFactory<Server, EchoClient> {

        @Override
        public EchoClient open(Server server) throws IOException {
            return EchoClient.open(server.host(), server.port(), FailedEndpoint.CONNECT);
        }

        @Override
        public boolean check(EchoClient client, Duration timeout) throws IOException {
            return client.echo(0) == 0;
        }

        @Override
        public OpenRefusal refusal(Throwable failure) {
            return failure instanceof ServiceFullException ? OpenRefusal.SERVER_FULL : OpenRefusal.of(failure);
        }
    }

    @Override
    public String name() {
        return "Leasehold";
    }

    @Override
    public List<String> settings() {
        return List.of(
                "maximumPerEndpoint = " + EACH,
                "maximumSize = " + 3 * EACH,
                "acquireTimeout = " + FailedEndpoint.ACQUIRE.toMillis(),
                "failFast = " + FailedEndpoint.WINDOW.toMillis(),
                "failFastLongest = " + FailedEndpoint.WINDOW.toMillis());
    }

    @Override
    public List<String> loggers() {
        return List.of("io.leasehold.Pool");
    }

    @Override
    public long call(Server server, long number, Duration hold) throws Exception {
        try (Lease<EchoClient> lease = group.acquire(server)) {
            try {
                long answer = lease.resource().echo(number);
                Await.passing(hold);
                return answer;
            } catch (IOException e) {
                lease.retire(e);
                throw e;
            }
        }
    }

    @Override
    public void close() {
        group.close();
    }
}
