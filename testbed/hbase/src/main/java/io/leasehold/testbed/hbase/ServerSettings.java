package io.leasehold.testbed.hbase;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;

/** What makes the servers small, and start within seconds: untuned they sleep through most of their start. */
final class ServerSettings {
    private ServerSettings() {}

    static Configuration create() {
        Configuration settings = HBaseConfiguration.create();
        settings.setInt("hbase.master.info.port", -1);
        settings.setInt("hbase.regionserver.info.port", -1);
        // The local file system cannot flush as HDFS can; what a test writes need not outlive the machine.
        settings.setBoolean("hbase.unsafe.stream.capability.enforce", false);
        settings.setBoolean("hbase.shutdown.hook", false);

        settings.setInt("hbase.regionserver.msginterval", 100);
        settings.setInt("hbase.master.wait.on.regionservers.interval", 50);
        settings.setInt("hbase.master.wait.on.regionservers.timeout", 500);
        settings.setInt("hbase.assignment.dispatch.wait.msec", 10);
        settings.setInt("hbase.procedure.remote.dispatcher.delay.msec", 10);

        settings.setInt("hbase.regionserver.handler.count", 5);
        settings.setInt("hbase.regionserver.metahandler.count", 3);
        settings.setInt("hbase.master.procedure.threads", 2);
        // Many holders of one host are what the tests are about.
        settings.setInt("hbase.zookeeper.property.maxClientCnxns", 1_000);
        // Else the servers' own clients leave ZooKeeper after a minute, and come back: nobody could count.
        settings.setInt("zookeeper.keep-alive.time", 3_600_000);
        return settings;
    }
}
