package io.leasehold.lab.gateway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many clients on one machine. Immutable. */
final class Crowd {
    /** Fewer than a gateway lets one address have that have not said anything yet. */
    private static final int AT_ONCE = 16;

    private final List<ClientSocket> sockets;

    private Crowd(List<ClientSocket> sockets) {
        this.sockets = sockets;
    }

    /**
     * What it does.
     *
     * @param port of the gateway
     * @param database as clients name it
     * @param sockets each with as many sessions
     * @param addresses of 127/8 from which they come, since one has too few ports for all, with what the last run left behind
     * @param seconds for how long they work; 0 if they only stay
     */
    record Order(int port, String database, int sockets, int sessionsPerSocket, int addresses, int seconds) {}

    /** Opens all of it. */
    static Crowd open(Order order) throws InterruptedException, ExecutionException {
        ExecutorService openers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<ClientSocket>> all = new ArrayList<>();
            IntStream.range(0, order.sockets()).forEach(i -> all.add(() -> ClientSocket.open(order, i)));
            return new Crowd(results(openers.invokeAll(all)));
        } finally {
            openers.shutdownNow();
        }
    }

    static <T> List<T> results(Collection<Future<T>> futures) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    List<ClientSocket> sockets() {
        return sockets;
    }

    int sessions() {
        return sockets.stream().mapToInt(ClientSocket::sessions).sum();
    }
}
