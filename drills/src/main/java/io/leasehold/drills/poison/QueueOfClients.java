package io.leasehold.drills.poison;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransportException;

/**
 * A queue of clients, opened unless {@code isOpen()}, replaced after a Thrift error without a close of the old socket: HappyBase's
 * ConnectionPool, with its rules.
 */
final class QueueOfClients implements Clients {

    private final String host;
    private final int port;
    private final int size;
    private final int readMillis;
    private final BlockingDeque<Slot> idle = new LinkedBlockingDeque<>();
    private final List<TSocket> all = Collections.synchronizedList(new ArrayList<>());

    QueueOfClients(String host, int port, int size, Duration readTimeout) {
        this.host = host;
        this.port = port;
        this.size = size;
        readMillis = (int) readTimeout.toMillis();
        for (int i = 0; i < size; i++) {
            idle.push(new Slot());
        }
    }

    /** One place in the queue; used by one holder at a time. */
    private final class Slot {
        private TSocket socket;
        private EchoClient client;

        Slot() {
            refresh();
        }

        private void refresh() {
            try {
                socket = new TSocket(new TConfiguration(), host, port, readMillis);
            } catch (TTransportException e) {
                throw new IllegalStateException(e);
            }
            all.add(socket);
            client = new EchoClient(new TBinaryProtocol(socket));
        }

        private void open() throws TTransportException {
            if (!socket.isOpen()) {
                socket.open();
            }
        }
    }

    @Override
    public String name() {
        return "a queue";
    }

    @Override
    public List<String> settings() {
        return List.of("size = " + size, "read timeout = " + readMillis);
    }

    @Override
    public List<String> loggers() {
        return List.of();
    }

    @Override
    public <T> T with(Block<T> block) throws Exception {
        Slot slot = idle.poll(PoisonedThrift.ACQUIRE.toMillis(), TimeUnit.MILLISECONDS);
        if (slot == null) {
            throw new TimeoutException("no client came back");
        }
        try {
            slot.open();
            return block.on(slot.client);
        } catch (TException e) {
            slot.refresh();
            slot.open();
            throw e;
        } finally {
            idle.push(slot);
        }
    }

    @Override
    public void close() {
        all.forEach(TSocket::close);
    }
}
