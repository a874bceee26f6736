package io.leasehold.hbase.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.concurrent.Future;
import org.apache.hadoop.hbase.client.Connection;

/**
 * Which objects reach the cluster through the connection they came from, and how each ends with its share. Everything else a
 * call gives back is data. Named, not referred to: versions of HBase differ in what they have. Stateless.
 */
final class Live {

    /** What has a {@code close} of its own that gives something back: buffers, scanners, master stubs. */
    private static final List<Class<?>> CLOSED = present(
            "org.apache.hadoop.hbase.client.Table",
            "org.apache.hadoop.hbase.client.ResultScanner",
            "org.apache.hadoop.hbase.client.BufferedMutator",
            "org.apache.hadoop.hbase.client.Admin",
            "org.apache.hadoop.hbase.client.Hbck",
            "org.apache.hadoop.hbase.client.RegionLocator",
            "org.apache.hadoop.hbase.client.AsyncBufferedMutator");

    /** What only has to refuse. An AsyncConnection is among them, since closing it would close what others hold. */
    private static final List<Class<?>> REFUSING = present(
            "org.apache.hadoop.hbase.client.TableBuilder",
            "org.apache.hadoop.hbase.client.Table$CheckAndMutateBuilder",
            "org.apache.hadoop.hbase.client.Table$CheckAndMutateWithFilterBuilder",
            "org.apache.hadoop.hbase.client.AsyncConnection",
            "org.apache.hadoop.hbase.client.AsyncTable",
            "org.apache.hadoop.hbase.client.AsyncTableBuilder",
            "org.apache.hadoop.hbase.client.AsyncTable$CheckAndMutateBuilder",
            "org.apache.hadoop.hbase.client.AsyncTable$CheckAndMutateWithFilterBuilder",
            "org.apache.hadoop.hbase.client.AsyncTable$CoprocessorServiceBuilder",
            "org.apache.hadoop.hbase.client.AsyncTableRegionLocator",
            "org.apache.hadoop.hbase.client.AsyncAdmin",
            "org.apache.hadoop.hbase.client.AsyncAdminBuilder",
            "org.apache.hadoop.hbase.client.AsyncBufferedMutatorBuilder",
            "org.apache.hadoop.hbase.client.AdvancedScanResultConsumer$ScanController",
            "org.apache.hadoop.hbase.client.AdvancedScanResultConsumer$ScanResumer",
            "org.apache.hadoop.hbase.ipc.CoprocessorRpcChannel",
            "com.google.protobuf.RpcChannel",
            "com.google.protobuf.BlockingRpcChannel",
            "org.apache.hbase.thirdparty.com.google.protobuf.RpcChannel",
            "org.apache.hbase.thirdparty.com.google.protobuf.BlockingRpcChannel");

    /** Of the JDK: what a live object gives back to be used later. */
    private static final List<Class<?>> LAZY = List.of(Future.class, Iterator.class, Spliterator.class);

    private Live() {}

    /** The live interfaces the object has, most telling first; empty if it is data. */
    static List<Class<?>> interfacesOf(Object object) {
        List<Class<?>> found = new ArrayList<>(2);
        collect(CLOSED, object, found);
        collect(REFUSING, object, found);
        if (found.isEmpty()) {
            collect(LAZY, object, found);
        }
        return found;
    }

    static boolean isClosedWithShare(Object object) {
        return CLOSED.stream().anyMatch(type -> type.isInstance(object));
    }

    private static void collect(List<Class<?>> types, Object object, List<Class<?>> found) {
        for (Class<?> type : types) {
            if (type.isInstance(object)) {
                found.add(type);
            }
        }
    }

    private static List<Class<?>> present(String... names) {
        List<Class<?>> types = new ArrayList<>();
        for (String name : names) {
            find(name).ifPresent(types::add);
        }
        return List.copyOf(types);
    }

    static Optional<Class<?>> find(String name) {
        try {
            return Optional.of(Class.forName(name, false, Connection.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError absentInThisVersion) {
            return Optional.empty();
        }
    }
}
