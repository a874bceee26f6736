package io.leasehold.drills;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A stand-in for the fault proxy. */
final class RelayWire implements Wire {
    private final String host;
    private final int port;
    private final ServerSocket server;
    private final Set<Flow> flows = ConcurrentHashMap.newKeySet();
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicInteger dropped = new AtomicInteger();
    private volatile String mode = "pass";
    private volatile long idleNanos = Long.MAX_VALUE;

    RelayWire(int listen, String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        server = new ServerSocket(listen, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
        daemon(this::watch);
    }

    private static void daemon(Runnable r) {
        Thread t = new Thread(r, "relay");
        t.setDaemon(true);
        t.start();
    }

    private final class Flow {
        final Socket client;
        final Socket target;
        volatile boolean silent;
        volatile long last = System.nanoTime();

        Flow(Socket client, Socket target) {
            this.client = client;
            this.target = target;
        }

        void pump(Socket from, Socket to) {
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                byte[] b = new byte[8192];
                int n;
                while ((n = in.read(b)) >= 0) {
                    if (silent) continue;
                    last = System.nanoTime();
                    out.write(b, 0, n);
                }
                if (silent) return;
            } catch (IOException e) {
                if (silent) return;
            }
            cut(false);
        }

        void cut(boolean reset) {
            flows.remove(this);
            try {
                if (reset) client.setSoLinger(true, 0);
                client.close();
            } catch (IOException e) {
            }
            try {
                if (target != null) target.close();
            } catch (IOException e) {
            }
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket c = server.accept();
                attempts.incrementAndGet();
                if (mode.equals("refuse")) {
                    c.setSoLinger(true, 0);
                    c.close();
                    continue;
                }
                if (mode.equals("hang")) {
                    flows.add(new Flow(c, null));
                    continue;
                }
                Socket t = new Socket(host, port);
                c.setTcpNoDelay(true);
                t.setTcpNoDelay(true);
                Flow f = new Flow(c, t);
                flows.add(f);
                daemon(() -> f.pump(c, t));
                daemon(() -> f.pump(t, c));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void watch() {
        while (!server.isClosed()) {
            for (Flow f : flows)
                if (!f.silent && System.nanoTime() - f.last > idleNanos) {
                    f.silent = true;
                    dropped.incrementAndGet();
                }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return server.getLocalPort();
    }

    public int open() {
        return flows.size();
    }

    public long attempts() {
        return attempts.get();
    }

    public void refuse() {
        mode = "refuse";
        flows.forEach(f -> f.cut(true));
    }

    public void hang() {
        mode = "hang";
        flows.forEach(f -> f.cut(true));
    }

    public void restore() {
        mode = "pass";
        flows.stream().filter(f -> f.target == null || f.silent).forEach(f -> f.cut(true));
    }

    public void dropIdle(Duration after) {
        idleNanos = after.toNanos();
    }

    public int dropped() {
        return dropped.get();
    }

    public void close() {
        try {
            server.close();
        } catch (IOException e) {
        }
        flows.forEach(f -> f.cut(true));
    }
}
