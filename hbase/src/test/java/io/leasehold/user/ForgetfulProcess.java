package io.leasehold.user;

import io.leasehold.hbase.HBaseConnections;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;

/** A program that acquires a connection and comes to its end without closing anything. */
public final class ForgetfulProcess {
    private ForgetfulProcess() {}

    public static void main(String[] arguments) {
        Configuration configuration = HBaseConfiguration.create();
        configuration.set("hbase.zookeeper.quorum", "127.0.0.1");
        configuration.set("hbase.zookeeper.property.clientPort", arguments[0]);
        HBaseConnections connections = HBaseConnections.builder().build();
        connections.acquire(configuration);
        System.out.println("held by " + connections.snapshot().shares());
    }
}
