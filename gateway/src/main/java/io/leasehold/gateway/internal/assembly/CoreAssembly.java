package io.leasehold.gateway.internal.assembly;

import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.OperationsConfig;
import io.leasehold.gateway.ResultsConfig;
import io.leasehold.gateway.internal.backend.GateLimits;
import io.leasehold.gateway.internal.operation.OperationSettings;
import io.leasehold.gateway.internal.result.ResultLimits;
import io.leasehold.gateway.internal.service.CoreSettings;
import io.leasehold.session.SessionConfig;
import io.leasehold.session.SessionRegistry;
import io.leasehold.session.SessionRegistryBuilder;

/** From the settings of sessions, statements and results to those of the middle. Stateless. */
final class CoreAssembly {

    private CoreAssembly() {}

    static CoreSettings settings(GatewayConfig config) {
        return new CoreSettings(
                config.name(),
                config.backends().stream().map(BackendAssembly::settings).toList(),
                operations(
                        config.operations(), config.results(), config.console().showSql()),
                results(config.results()),
                config.results().memoryPerUser(),
                config.operations().accessLog());
    }

    static SessionRegistryBuilder registry(String name, SessionConfig sessions) {
        return SessionRegistry.named(name)
                .onDisconnect(sessions.onDisconnect())
                .idleTimeout(sessions.idleTimeout())
                .maxLife(sessions.maxLife())
                .quietHolding(sessions.quietHolding())
                .quiet(sessions.quiet())
                .yieldAfter(sessions.yieldAfter())
                .closeTimeout(sessions.closeTimeout())
                .maximumSessions(sessions.maximumSessions())
                .maximumPerUser(sessions.maximumPerUser())
                .maximumPerAddress(sessions.maximumPerAddress())
                .maximumPerUserAndAddress(sessions.maximumPerUserAndAddress())
                .maximumDetachedPerUser(sessions.maximumDetachedPerUser());
    }

    private static OperationSettings operations(OperationsConfig operations, ResultsConfig results, boolean showSql) {
        OperationSettings usual = OperationSettings.DEFAULT;
        return new OperationSettings(
                new GateLimits(operations.queue(), operations.queuePerUser(), operations.queuePerSession()),
                operations.queueTimeout(),
                results.pinTimeout(),
                operations.transactionIdleTimeout(),
                operations.idleTimeout(),
                operations.metadataTimeout(),
                usual.cancelWait(),
                operations.cancelTimeout(),
                usual.pollShortest(),
                usual.pollLongest(),
                results.fetchSize(),
                showSql);
    }

    private static ResultLimits results(ResultsConfig config) {
        return new ResultLimits(config.readAhead(), config.batch(), config.rewind());
    }
}
