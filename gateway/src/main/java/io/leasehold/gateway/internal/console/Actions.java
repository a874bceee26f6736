package io.leasehold.gateway.internal.console;

import io.leasehold.gateway.internal.view.GatewayView;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The changes that the console can make. Each says in one sentence what came of it. Safe for any number of threads. */
final class Actions {

    private final GatewayView gateway;
    private final Map<String, Change> changes = Map.of(
            "/session/end", this::endSession,
            "/operation/cancel", this::cancelOperation,
            "/lease/revoke", this::revokeLease);

    Actions(GatewayView gateway) {
        this.gateway = gateway;
    }

    /** What came of a change. */
    record Outcome(boolean done, String sentence) {}

    private interface Change {
        Outcome make(Form form, String by);
    }

    Set<String> paths() {
        return changes.keySet();
    }

    /**
     * @param path one of {@link #paths()}
     * @param by who makes it, for the audit log
     */
    Outcome make(String path, Form form, String by) {
        return Objects.requireNonNull(changes.get(path), path).make(form, by);
    }

    private Outcome endSession(Form form, String by) {
        String id = form.get("id");
        return gateway.endSession(id, by)
                ? new Outcome(true, "Session " + id + " has ended.")
                : new Outcome(false, "There is no session " + id + " any more.");
    }

    private Outcome cancelOperation(Form form, String by) {
        String id = form.get("id");
        return gateway.cancelOperation(id, by)
                ? new Outcome(true, "Operation " + id + " is being cancelled.")
                : new Outcome(false, "Operation " + id + " was over.");
    }

    private Outcome revokeLease(Form form, String by) {
        String backend = form.get("backend");
        long id;
        try {
            id = Long.parseLong(form.get("id"));
        } catch (NumberFormatException e) {
            return new Outcome(false, "A lease is named by its number.");
        }
        if (gateway.revokeLease(backend, id, by)) {
            return new Outcome(true, "Lease " + id + " of " + backend + " was revoked, and its connection destroyed.");
        }
        return gateway.backends().stream().anyMatch(one -> one.name().equals(backend))
                ? new Outcome(false, "There is no lease " + id + " of " + backend + " any more.")
                : new Outcome(false, "There is no backend " + backend + ".");
    }
}
