package consumer;

import io.leasehold.thrift.ThriftLease;
import io.leasehold.thrift.ThriftPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.thrift.protocol.TProtocol;

/** A user of Thrift on the module path, without HBase. */
public class Main {
    public static void main(String[] args) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                ThriftPool<TProtocol> pool = ThriftPool.<TProtocol>of(protocol -> protocol)
                        .endpoint(loopback.getHostAddress(), server.getLocalPort())
                        .build();
                ThriftLease<TProtocol> lease = pool.acquire()) {
            System.out.println(lease.client().getTransport().isOpen() ? "leased" : "not open");
        }
    }
}
