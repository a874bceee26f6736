package io.leasehold.gateway.internal.settings;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.gateway.internal.web.BrowserPorts;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects what is wrong with a record of settings, so that all of it can be told at once. For one thread. */
public final class Checks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");

    private final String subject;
    private final List<Violation> violations = new ArrayList<>();

    private Checks(String subject) {
        this.subject = subject;
    }

    /**
     * Holds the values against the ranges of their components.
     *
     * @param values of all components, in their order
     * @throws InvalidConfigException if one is null
     */
    public static Checks of(Class<? extends Record> type, Object... values) {
        Checks checks = new Checks(subject(type));
        RecordComponent[] components = type.getRecordComponents();
        if (components.length != values.length) {
            throw new IllegalStateException(type + " has " + components.length + " settings, not " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            checks.unless(values[i] != null, components[i].getName(), "null", "must be given");
        }
        checks.done();
        for (int i = 0; i < values.length; i++) {
            checks.range(components[i], values[i]);
        }
        return checks;
    }

    private void range(RecordComponent component, Object value) {
        Range.of(component)
                .filter(range -> !range.holds(value))
                .ifPresent(
                        range -> unless(false, component.getName(), Amounts.words(value), "must be " + range.words()));
    }

    /** {@code HttpConfig} as "gateway's http". */
    private static String subject(Class<?> type) {
        return "gateway settings (" + type.getSimpleName() + ")";
    }

    /** Refuses a setting unless something holds. */
    public Checks unless(boolean holds, String setting, String value, String allowed) {
        if (!holds) {
            violations.add(new Violation(setting, value, allowed));
        }
        return this;
    }

    /** Refuses text that is blank, or would begin a line of its own in a log. */
    public Checks text(String setting, String value) {
        unless(!value.isBlank(), setting, "'" + value.strip() + "'", "must not be blank");
        return unless(
                value.chars().noneMatch(Character::isISOControl),
                setting,
                "(not shown)",
                "must have no control characters");
    }

    /** Refuses a number or size that is larger than another. */
    public Checks atMost(String setting, Number value, String other, Number limit) {
        return unless(
                value.longValue() <= limit.longValue(),
                setting,
                Amounts.words(value),
                "must be at most " + other + " (" + Amounts.words(limit) + ")");
    }

    /** Refuses what is no name of a way to log in. */
    public Checks authentication(String value) {
        return unless(
                NAME.matcher(value).matches(),
                "authentication",
                "'" + value + "'",
                "must be none, password, or the name of an Authenticator");
    }

    /** Refuses ports to which no browser connects. */
    public Checks browserPort(int port) {
        BrowserPorts.check("port", port).ifPresent(violations::add);
        return this;
    }

    /** Refuses what is no name of a host, and a listener on all addresses that nobody can name. */
    public Checks hosts(String address, Set<String> hosts) {
        for (String host : hosts) {
            unless(
                    HOST.matcher(host).matches(),
                    "hosts",
                    "'" + host + "'",
                    "must be names of hosts or addresses, without scheme and port");
        }
        return unless(
                !Addresses.isAny(address) || !hosts.isEmpty(),
                "hosts",
                "[]",
                "must name this server as clients do, since it listens on all addresses");
    }

    /**
     * @throws InvalidConfigException if anything was refused
     */
    public void done() {
        if (!violations.isEmpty()) {
            throw new InvalidConfigException(subject, violations);
        }
    }
}
