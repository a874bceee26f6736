package io.leasehold.lab.gateway;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.ServingJvm;
import io.leasehold.testbed.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a gateway in a JVM of its own, with 512 MB of heap. Stateless. */
final class GatewayStart {
    private GatewayStart() {}

    static ServingJvm of(Jdk jdk, List<TestDatabase> databases, int sockets, List<String> jvmOptions)
            throws IOException {
        Path settings = GatewaySettings.write(databases, sockets);
        List<String> options = new ArrayList<>(List.of("-Xmx512m"));
        options.addAll(jvmOptions);
        return ServingJvm.start(jdk, GatewayJvm.class, options, settings.toString());
    }
}
