package io.leasehold.lab.peers;

import java.util.Arrays;
import java.util.Locale;

/**
 * Leasehold's path, assembled in the lab from the engine's parts, with one safety feature left out. Only for rows
 * labelled "price": the product has no switch for any of them.
 */
public enum Price implements Contestant {
    EVERYTHING("everything on"),
    HOLDER_FACTS("without knowing who holds what"),
    SITES("without sampling of sites"),
    FACTS("without knowing who holds what and where it was acquired"),
    RETURN_CAS("return by a plain volatile store instead of a CAS"),
    CALL_MARK("calls unmarked: an ended lease is not noticed"),
    CHILDREN("statements not tracked"),
    RESET("nothing marked for the reset"),
    REACHABILITY("handle may be garbage during its own call");

    /** What this JVM leaves out; a constant, so that what is left out is not even compiled. */
    public static final Price LEFT_OUT = Price.valueOf(System.getProperty(Price.class.getName(), EVERYTHING.name()));

    private final String settings;

    Price(String settings) {
        this.settings = settings;
    }

    /** Read by the forked JVM. */
    public String jvmArgument() {
        return "-D" + Price.class.getName() + "=" + name();
    }

    public boolean isLeftOut() {
        return LEFT_OUT == this || (LEFT_OUT == FACTS && (this == HOLDER_FACTS || this == SITES));
    }

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String title() {
        return this == EVERYTHING ? "all" : "less " + id();
    }

    @Override
    public String settings() {
        return settings;
    }

    /** The one that has this {@link #id()}. */
    public static Price byId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Those that a workload's path has at all, the whole path first. */
    public static Price[] of(boolean statements) {
        return Arrays.stream(values())
                .filter(price -> price == EVERYTHING || statements == price.ordinal() >= CALL_MARK.ordinal())
                .toArray(Price[]::new);
    }
}
