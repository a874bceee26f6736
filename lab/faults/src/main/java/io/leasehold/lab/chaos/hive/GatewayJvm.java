package io.leasehold.lab.chaos.hive;

import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.internal.assembly.GatewayParts;
import io.leasehold.gateway.internal.view.GatewayView;
import io.leasehold.lab.Served;
import io.leasehold.session.SessionSnapshot;
import java.nio.file.Path;

/** The JVM with the gateway. Told a settings file, it says its port; then it lists the ids of its sessions, and ends the one it is given. */
final class GatewayJvm {
    static final String LIST = "list";

    private GatewayJvm() {}

    public static void main(String[] arguments) throws Exception {
        Served served = new Served();
        GatewayParts parts = GatewayParts.start(GatewayConfig.read(Path.of(served.order(arguments, String.class))));
        served.serve(parts.binaryPort().orElseThrow(), question -> answer(parts.view(), question));
    }

    private static Object answer(GatewayView view, String question) {
        if (question.equals(LIST)) {
            return view.sessions().sessions().stream().map(SessionSnapshot::id).toList();
        }
        return view.endSession(question, "lab/chaos");
    }
}
