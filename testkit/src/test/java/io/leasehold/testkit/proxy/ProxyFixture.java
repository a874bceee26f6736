package io.leasehold.testkit.proxy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An echo server behind a proxy under stepped time, and what is connected to it. */
abstract class ProxyFixture {
    static final long SEED = 42;

    final StepTicker ticker = new StepTicker();
    EchoServer server;
    FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = EchoServer.start();
        proxy = FaultProxy.builder("127.0.0.1", server.port())
                .seed(SEED)
                .ticker(ticker)
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    /** A new client whose connection is known to work. */
    Peer client() throws IOException {
        Peer client = Peer.to(proxy);
        client.send("hello").read(5);
        return client;
    }
}
