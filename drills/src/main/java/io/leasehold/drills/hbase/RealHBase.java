package io.leasehold.drills.hbase;

import io.leasehold.drills.BadInputException;
import io.leasehold.drills.Contestant;
import io.leasehold.drills.sharing.CountedByHand;
import io.leasehold.drills.sharing.SharedConnection;
import io.leasehold.drills.sharing.Sharing;
import io.leasehold.drills.sharing.SharingStage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A real HBase in a process of its own, which ends with this object or this JVM, and its client in this JVM, apart from all else.
 * Opened and closed by one thread.
 */
public final class RealHBase implements AutoCloseable {

    private static final String HOLDERS = "io.leasehold.hbasedrills.HoldersOnHBase";

    private final HBaseProcess process;
    private final HBaseHolders holders;

    private RealHBase(HBaseProcess process, HBaseHolders holders) {
        this.process = process;
        this.holders = holders;
    }

    /**
     * Starts it and waits until it serves, which takes some seconds.
     *
     * @param checkout a folder with this project's sources, where HBase was built
     * @throws BadInputException if it was not built there; the message says what to type
     * @throws Exception if it does not start
     */
    public static RealHBase start(Path checkout) throws Exception {
        HBaseParts parts = HBaseParts.in(checkout);
        HBaseHolders holders = load(new ApartLoader(parts.holders()));
        return new RealHBase(new HBaseProcess(parts.server()), holders);
    }

    /** The loader is never closed: threads of HBase's client that end in their own time still load classes. */
    private static HBaseHolders load(ClassLoader loader) throws ReflectiveOperationException {
        return loader.loadClass(HOLDERS)
                .asSubclass(HBaseHolders.class)
                .getConstructor()
                .newInstance();
    }

    /** The drill of the shared connection, on this. */
    public SharedConnection sharedConnection() {
        return new SharedConnection(List.of(
                contestant("Leasehold on HBase", zookeeper -> holders.leasehold(zookeeper.proxyPort())),
                contestant(
                        "counted by hand",
                        zookeeper -> new CountedByHand(() -> holders.connection(zookeeper.proxyPort())))));
    }

    private Contestant<SharingStage> contestant(String kind, Function<CountedZooKeeper, Sharing> maker) {
        return SharingStage.contestant(kind, () -> new CountedZooKeeper(process.zookeeperPort()), maker);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
