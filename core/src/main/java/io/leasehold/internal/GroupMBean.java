package io.leasehold.internal;

import io.leasehold.PoolGroupMXBean;
import io.leasehold.PoolGroupSnapshot;
import java.util.List;
import java.util.Objects;

/** A group as JMX shows it. Safe for any thread. */
final class GroupMBean implements PoolGroupMXBean {

    private final EngineGroup<?, ?, ?> group;

    GroupMBean(EngineGroup<?, ?, ?> group) {
        this.group = group;
    }

    private PoolGroupSnapshot now() {
        return group.snapshot();
    }

    @Override
    public String getName() {
        return group.name();
    }

    @Override
    public String getState() {
        return group.state().name();
    }

    @Override
    public int getMaximum() {
        return group.config().maximumSize();
    }

    @Override
    public int getTaken() {
        return group.room.taken();
    }

    @Override
    public int getIdle() {
        return now().idle();
    }

    @Override
    public int getLeased() {
        return now().leased();
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
    public int getWaitingForRoom() {
        return group.room.wanted();
    }

    @Override
    public int getLost() {
        return group.room.lostNow();
    }

    @Override
    public int getEndpoints() {
        return group.members().size();
    }

    @Override
    public List<String> getFailing() {
        return group.members().stream()
                .map(EndpointRoom::failureText)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public List<String> getHolders() {
        return GroupScene.holders(now());
    }
}
