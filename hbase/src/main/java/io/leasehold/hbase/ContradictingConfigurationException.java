package io.leasehold.hbase;

import java.util.List;

/** A Configuration that asks for another behaviour than that of the connection it would share. Names, never values. */
public final class ContradictingConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_NAMED = 12;

    private final transient List<String> properties;

    /**
     * @param key what the connection is shared by
     * @param properties the names of those that differ, at least one
     * @param site where the acquire stands that opened the connection
     */
    public ContradictingConfigurationException(String key, List<String> properties, String site) {
        super("The connection to " + key + " was opened at " + site + " with other values of "
                + String.join(", ", properties.subList(0, Math.min(MOST_NAMED, properties.size())))
                + (properties.size() > MOST_NAMED ? " and " + (properties.size() - MOST_NAMED) + " more" : "")
                + ": make them the same, or declare them with keyProperty or irrelevantProperty, or use a tag.");
        this.properties = List.copyOf(properties);
    }

    /** The names of all properties that differ, sorted. */
    public List<String> properties() {
        return properties;
    }
}
