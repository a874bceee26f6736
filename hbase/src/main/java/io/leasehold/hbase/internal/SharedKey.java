package io.leasehold.hbase.internal;

import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.security.User;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * What connections are shared by, as a value: cluster, identity, tag and declared properties. What it takes to open one comes
 * with it and is no part of the value. Immutable: the Configuration is a copy that nobody else sees.
 */
public final class SharedKey {
    private final String cluster;
    private final Identity identity;
    private final String tag;
    private final SortedMap<String, String> properties;
    private final int hash;
    private final Configuration configuration;
    private final User user;
    private final UserGroupInformation credentials;
    private final ClientSettings settings;

    SharedKey(
            String cluster,
            Identity identity,
            String tag,
            SortedMap<String, String> properties,
            Configuration configuration,
            User user,
            ClientSettings settings) {
        this.cluster = cluster;
        this.identity = identity;
        this.tag = tag;
        this.properties = properties;
        this.configuration = configuration;
        this.user = user;
        this.credentials = Identity.credentialsOf(user.getUGI());
        this.settings = settings;
        this.hash =
                ((cluster.hashCode() * 31 + identity.hashCode()) * 31 + tag.hashCode()) * 31 + properties.hashCode();
    }

    public String cluster() {
        return cluster;
    }

    public Identity identity() {
        return identity;
    }

    User user() {
        return user;
    }

    /** Whose Subject holds the credentials. */
    UserGroupInformation credentials() {
        return credentials;
    }

    ClientSettings settings() {
        return settings;
    }

    /** Not to be changed by anybody; a connection gets a copy. */
    Configuration configuration() {
        return configuration;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof SharedKey key
                        && hash == key.hash
                        && cluster.equals(key.cluster)
                        && identity.equals(key.identity)
                        && tag.equals(key.tag)
                        && properties.equals(key.properties);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Without the values of properties, which may be secret. */
    @Override
    public String toString() {
        return cluster + " as " + identity + (tag.isEmpty() ? "" : ", tag '" + tag + "'")
                + (properties.isEmpty() ? "" : ", by " + properties.keySet());
    }
}
