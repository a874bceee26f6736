package io.leasehold.thrift;

/**
 * Where a Thrift server listens. Immutable.
 *
 * @param host a name or an address; a name is resolved anew at every open
 * @param port 1 to 65535
 */
public record ThriftEndpoint(String host, int port) {

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
