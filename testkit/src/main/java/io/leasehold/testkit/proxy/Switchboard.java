package io.leasehold.testkit.proxy;

import io.leasehold.spi.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections of a proxy, the faults that wait for new ones, and the books. Belongs to the loop's thread. */
final class Switchboard implements ProxyLoop.Timers {
    private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);

    private final Selector selector;
    private final InetSocketAddress target;
    private final Ticker ticker;
    private final long seed;
    private final SplittableRandom choice;
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private final Map<Long, Relay> relays = new LinkedHashMap<>();
    private final List<Fault> forNew = new ArrayList<>();
    private final EventLog log;
    private final Tally tally = new Tally();

    Switchboard(Selector selector, InetSocketAddress target, Ticker ticker, long seed) {
        this.selector = selector;
        this.target = target;
        this.ticker = ticker;
        this.seed = seed;
        this.choice = new SplittableRandom(seed);
        this.log = new EventLog(ticker.nanos());
    }

    Selector selector() {
        return selector;
    }

    InetSocketAddress target() {
        return target;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    long now() {
        return ticker.nanos();
    }

    /** Depends on nothing but the seed, the connection's number and the direction, whatever happens beside it. */
    SplittableRandom random(long connection, Direction direction) {
        return new SplittableRandom(Objects.hash(seed, connection, direction.ordinal()) * 0x9E3779B97F4A7C15L);
    }

    void accept(SocketChannel channel) throws IOException {
        Relay relay = new Relay(this, tally.accepted() + 1, channel);
        relays.put(relay.number(), relay);
        tally.accepted(open());
        forNew.forEach(relay::apply);
        relay.start();
    }

    /** To come out the same as often as it is asked with the same seed and the same connections. */
    Optional<Relay> pick() {
        List<Relay> open = openRelays();
        return open.isEmpty() ? Optional.empty() : Optional.of(open.get(choice.nextInt(open.size())));
    }

    List<Relay> openRelays() {
        return relays.values().stream().filter(Relay::isOpen).toList();
    }

    int open() {
        return (int) relays.values().stream().filter(Relay::isOpen).count();
    }

    void applyToOpen(Fault fault) {
        List.copyOf(relays.values()).forEach(relay -> relay.apply(fault));
    }

    void applyToNew(Fault fault) {
        forNew.removeIf(old -> old.getClass() == fault.getClass() && old.direction() == fault.direction());
        forNew.add(fault);
    }

    void healOpen() {
        List.copyOf(relays.values()).forEach(Relay::heal);
    }

    void healNew() {
        forNew.clear();
    }

    void ordered(Fault fault, long connection) {
        log.add(FaultEvent.Step.ORDERED, fault, connection, fault.direction(), 0, now(), open());
    }

    void delivered(Fault fault, long connection, Direction direction, long atByte) {
        log.add(FaultEvent.Step.DELIVERED, fault, connection, direction, atByte, now(), open());
    }

    void healed(long connection) {
        log.add(FaultEvent.Step.HEALED, null, connection, Direction.BOTH, 0, now(), open());
    }

    void over(Relay relay) {
        if (relays.remove(relay.number()) != null) {
            tally.over(relay);
        }
    }

    void countUnreachable() {
        tally.unreachable();
    }

    void report(long connection, Exception e) {
        LOG.warn("The fault proxy resets connection {} after an error of its own", connection, e);
    }

    FaultProxySnapshot snapshot() {
        int atServer =
                (int) relays.values().stream().filter(Relay::isOpenAtServer).count();
        return tally.snapshot(relays.values(), open(), atServer);
    }

    List<FaultEvent> events() {
        return log.copy();
    }

    void cutForgotten() {
        List.copyOf(relays.values()).stream()
                .filter(relay -> relay.isForgotten() || !relay.isOpen())
                .forEach(relay -> relay.cut(Cut.RST));
    }

    void cutAll() {
        List.copyOf(relays.values()).forEach(relay -> relay.cut(Cut.RST));
    }

    @Override
    public void runDue() {
        List.copyOf(relays.values()).forEach(Relay::runDue);
    }

    @Override
    public long nextDue() {
        return relays.values().stream().mapToLong(Relay::untilDue).min().orElse(Long.MAX_VALUE);
    }
}
