package io.leasehold.jdbc;

/**
 * Gives the credentials for one connection; asked at every open, so that rotated ones are used from then on. Called on
 * workers, several at once, within the open timeout; it may block.
 */
@FunctionalInterface
public interface CredentialsSupplier {

    /**
     * The credentials to open a connection with now.
     *
     * @throws Exception fails the open
     */
    Credentials get() throws Exception;
}
