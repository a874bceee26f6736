package consumer;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.testkit.ScriptedFactory;
import io.leasehold.testkit.ScriptedResource;
import java.io.IOException;
import java.time.Duration;

/** A user of the testkit on the module path: the first open fails, the second one does not. */
public class Main {
    public static void main(String[] args) {
        ScriptedFactory factory = new ScriptedFactory();
        factory.opens().fail(new IOException("refused"));
        try (Pool<ScriptedResource> pool = Pool.of(factory)
                        .initializationFailTimeout(Duration.ofSeconds(20))
                        .build();
                Lease<ScriptedResource> lease = pool.acquire()) {
            System.out.println(lease.resource().id() == 1 ? "leased" : "not the first");
        }
    }
}
