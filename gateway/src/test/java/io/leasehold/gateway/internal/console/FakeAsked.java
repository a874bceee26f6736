package io.leasehold.gateway.internal.console;

import java.util.Map;
import java.util.Optional;

/** A request without a connection. Immutable. */
record FakeAsked(String path, String encodedQuery, Map<String, String> headers, boolean fromLoopback) implements Asked {

    static FakeAsked get(String path) {
        return new FakeAsked(path, "", Map.of("Host", "localhost:10002"), true);
    }

    FakeAsked query(String encoded) {
        return new FakeAsked(path, encoded, headers, fromLoopback);
    }

    FakeAsked fromElsewhere(String authorization) {
        return new FakeAsked(
                path, encodedQuery, Map.of("Host", "localhost:10002", "Authorization", authorization), false);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public Form query() {
        return Form.parse(encodedQuery);
    }

    @Override
    public Optional<Form> body() {
        return Optional.empty();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Optional<String> cookie(String name) {
        return Optional.empty();
    }

    @Override
    public String address() {
        return fromLoopback ? "127.0.0.1" : "192.0.2.9";
    }

    @Override
    public int port() {
        return 10002;
    }
}
