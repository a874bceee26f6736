package io.leasehold.gateway.internal.settings;

import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.TlsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What somebody asked for that is not safe. Pure functions. */
public final class Warnings {

    private static final String NONE = "none";

    private final List<String> found = new ArrayList<>();

    private Warnings() {}

    /** One sentence for each. */
    public static List<String> of(GatewayConfig config) {
        Warnings warnings = new Warnings();
        if (config.binary().enabled()) {
            warnings.listener(
                    "binary",
                    config.binary().address(),
                    config.binary().authentication(),
                    config.binary().tls(),
                    "passwords");
        }
        if (config.http().enabled()) {
            warnings.listener(
                    "http",
                    config.http().address(),
                    config.http().authentication(),
                    config.http().tls(),
                    "passwords");
        }
        if (config.console().enabled()) {
            warnings.listener(
                    "console", config.console().address(), "", config.console().tls(), "the console's token");
        }
        for (BackendConfig backend : config.backends()) {
            if (backend.allowSuperuser()) {
                warnings.found.add("backends." + backend.name()
                        + ".allowSuperuser: clients may be able to do everything at that database, files and programs of its"
                        + " machine included.");
            }
        }
        return List.copyOf(warnings.found);
    }

    private void listener(
            String name, String address, String authentication, Optional<TlsConfig> tls, String whatIsSecret) {
        boolean beyond = !Addresses.isLoopback(address);
        if (beyond && authentication.equals(NONE)) {
            found.add(name + ".authentication: whoever reaches " + address + " is served without a password.");
        } else if (beyond && tls.isEmpty()) {
            found.add(name + ".allowCleartext: " + whatIsSecret + " cross the network to " + address + " unencrypted.");
        }
    }
}
