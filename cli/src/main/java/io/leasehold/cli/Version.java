package io.leasehold.cli;

import picocli.CommandLine.IVersionProvider;

/** Reads the version from the jar's manifest, so that it is written in one place: the root pom. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"leasehold " + (version == null ? "(not packaged)" : version)};
    }
}
