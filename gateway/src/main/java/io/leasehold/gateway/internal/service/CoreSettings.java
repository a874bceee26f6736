package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.backend.BackendSettings;
import io.leasehold.gateway.internal.operation.OperationSettings;
import io.leasehold.gateway.internal.result.ResultLimits;
import java.util.List;

/**
 * What the middle of a gateway is made of. Immutable.
 *
 * @param name how logs and displays call it
 * @param backends at least one; the first is that of clients who name none
 * @param memoryPerUser how many percent of the memory for results one user's may take, 1 to 100; 50 by default
 * @param accessLog whether it is written down who did what
 */
public record CoreSettings(
        String name,
        List<BackendSettings> backends,
        OperationSettings operations,
        ResultLimits results,
        int memoryPerUser,
        boolean accessLog) {

    public CoreSettings {
        backends = List.copyOf(backends);
        if (backends.isEmpty()) {
            throw new IllegalArgumentException("a gateway needs a backend");
        }
    }

    /** How many connections there may be to all backends. */
    int connections() {
        return backends.stream().mapToInt(BackendSettings::maximumPoolSize).sum();
    }

    /** With every default. */
    public static CoreSettings of(String name, List<BackendSettings> backends) {
        return new CoreSettings(name, backends, OperationSettings.DEFAULT, ResultLimits.DEFAULT, 50, false);
    }
}
