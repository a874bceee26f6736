package consumer;

import io.leasehold.Lease;
import io.leasehold.Pool;
import java.time.Duration;

/** A user of the engine on the module path. */
public class Main {
    public static void main(String[] args) {
        try (Pool<StringBuilder> pool = Pool.of(() -> new StringBuilder("leased"))
                        .name("consumer")
                        .build();
                Lease<StringBuilder> lease = pool.acquire(Duration.ofSeconds(10))) {
            System.out.println(lease.resource());
        }
    }
}
