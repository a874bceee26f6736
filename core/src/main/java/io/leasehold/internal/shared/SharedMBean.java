package io.leasehold.internal.shared;

import io.leasehold.SharedPoolMXBean;
import io.leasehold.SharedPoolSnapshot;
import io.leasehold.SharedResourceSnapshot;
import io.leasehold.internal.Scene;
import io.leasehold.internal.SceneText;
import java.util.List;
import java.util.Locale;

/** A shared pool as JMX shows it. Safe for any thread. */
final class SharedMBean implements SharedPoolMXBean {

    private final SharedEngine<?, ?, ?> pool;

    SharedMBean(SharedEngine<?, ?, ?> pool) {
        this.pool = pool;
    }

    private SharedPoolSnapshot now() {
        return pool.snapshot();
    }

    private static String words(SharedResourceSnapshot resource) {
        return "#" + resource.resource() + " for " + resource.key() + ", "
                + resource.state().name().toLowerCase(Locale.ROOT) + ", shares " + resource.shares() + ", opened "
                + Scene.words(resource.age().toNanos()) + " ago";
    }

    @Override
    public String getName() {
        return pool.name();
    }

    @Override
    public String getState() {
        return now().state().name();
    }

    @Override
    public int getMaximum() {
        return now().maximum();
    }

    @Override
    public int getShared() {
        return now().shared();
    }

    @Override
    public int getInGrace() {
        return now().inGrace();
    }

    @Override
    public int getRetired() {
        return now().retired();
    }

    @Override
    public int getClosing() {
        return now().closing();
    }

    @Override
    public int getOpening() {
        return now().opening();
    }

    @Override
    public int getWaiting() {
        return now().waiting();
    }

    @Override
    public int getLost() {
        return now().lost();
    }

    @Override
    public int getShares() {
        return now().shares();
    }

    @Override
    public List<String> getResources() {
        return now().resources().stream().map(SharedMBean::words).toList();
    }

    @Override
    public List<String> getHolders() {
        return now().asPool().holders().stream().map(SceneText::words).toList();
    }
}
