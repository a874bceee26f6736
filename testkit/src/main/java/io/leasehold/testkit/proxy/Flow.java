package io.leasehold.testkit.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Arrays;
import java.util.SplittableRandom;

/** One direction of one connection: reads, lets the faults in force have their way, delivers. Belongs to the loop's thread. */
final class Flow {
    private final Direction direction;
    private final Relay relay;
    private final Side from;
    private final Side to;
    private final SplittableRandom random;
    private final Transit transit = new Transit();
    private final FlowFaults faults;

    private long delivered;
    private long lost;
    private boolean gap;
    private boolean blocked;
    private boolean closing;
    private boolean finished;

    Flow(Direction direction, Relay relay, Side from, Side to, SplittableRandom random) {
        this.direction = direction;
        this.relay = relay;
        this.from = from;
        this.to = to;
        this.random = random;
        this.faults = new FlowFaults(fault -> relay.struck(fault, direction, delivered));
    }

    Direction direction() {
        return direction;
    }

    long delivered() {
        return delivered;
    }

    long lost() {
        return lost;
    }

    /** Whether the receiver has been told of the end: nothing more can be delivered. */
    boolean isFinished() {
        return finished;
    }

    /** Whether something vanished that the receiver would have to notice. */
    boolean hasGap() {
        return gap;
    }

    /** Whether what arrives now goes nowhere. */
    boolean swallows() {
        return finished || faults.blackHole() != null || relay.isForgotten();
    }

    /** Something has come: bytes, the end of the stream, or a reset. */
    void read(ByteBuffer buffer) {
        if (faults.stall() != null) {
            faults.strikes(faults.stall());
            updateInterest();
            return;
        }
        buffer.clear();
        try {
            int count = from.read(buffer);
            relay.touch();
            if (count < 0) {
                endArrived(Cut.FIN);
            } else if (count > 0) {
                arrived(Arrays.copyOf(buffer.array(), count));
            }
        } catch (IOException reset) {
            relay.touch();
            endArrived(Cut.RST);
        }
        drain();
    }

    private void arrived(byte[] bytes) {
        if (swallows()) {
            vanish(bytes.length);
            return;
        }
        faults.garble(bytes, random);
        int passing = faults.countDown(bytes.length);
        send(passing == bytes.length ? bytes : Arrays.copyOf(bytes, passing));
        Fault.CutAfter cut = faults.cutAfter();
        if (cut != null && faults.isCutDue()) {
            closing = true;
            transit.end(cut.how(), cut, relay.now());
        }
    }

    private void send(byte[] bytes) {
        if (transit.isSlowed()) {
            faults.strikesBySlowing();
        }
        transit.send(bytes, relay.now());
    }

    private void endArrived(Cut how) {
        if (swallows()) {
            vanish(0);
        } else {
            closing = true;
            transit.end(how, null, relay.now());
        }
    }

    /** What comes after a flow's end leaves no gap: its receiver knows. */
    private void vanish(int bytes) {
        lost += bytes;
        if (!finished) {
            gap = true;
            faults.strikes(faults.blackHole());
            relay.vanished(direction, delivered);
        }
    }

    /** Delivers what is due, as far as the receiver takes it. */
    void drain() {
        if (to.isConnected() && !to.isClosed() && faults.stall() == null) {
            try {
                Parcel head = transit.due(relay.now());
                while (head != null && deliver(head)) {
                    head = transit.due(relay.now());
                }
            } catch (IOException receiverGone) {
                transit.lose();
                relay.receiverGone(to);
            }
        }
        updateInterest();
    }

    /** Whether the parcel was delivered whole and more may follow. */
    private boolean deliver(Parcel head) throws IOException {
        Cut end = head.end();
        if (end != null) {
            deliverEnd(head, end);
            return false;
        }
        int before = head.bytes().remaining();
        to.write(head.bytes());
        int count = before - head.bytes().remaining();
        delivered += count;
        transit.delivered(head, count);
        blocked = head.bytes().hasRemaining();
        return !blocked;
    }

    private void deliverEnd(Parcel head, Cut end) throws IOException {
        transit.lose();
        blocked = false;
        Fault cause = head.cause();
        if (cause != null) {
            relay.struck(cause, direction, delivered);
        }
        if (end == Cut.RST || cause instanceof Fault.CutAfter) {
            relay.cut(end);
        } else {
            finished = true;
            to.shutdownOutput();
        }
    }

    void updateInterest() {
        if (from.isConnected() && !from.isClosed()) {
            from.want(SelectionKey.OP_READ, wantsToRead());
        }
        if (to.isConnected() && !to.isClosed()) {
            to.want(SelectionKey.OP_WRITE, blocked && faults.stall() == null);
        }
    }

    private boolean wantsToRead() {
        if (!from.isConnected() || from.sawEnd()) {
            return false;
        }
        if (faults.stall() != null) {
            // Once more, to see whether the stall holds anything back.
            return faults.isUnseen(faults.stall());
        }
        return swallows() || (!closing && transit.hasRoom());
    }

    /** In nanoseconds from now; {@link Long#MAX_VALUE} if nothing waits for time to pass. */
    long untilDue() {
        boolean waitsForTime = to.isConnected() && !to.isClosed() && faults.stall() == null && !blocked;
        return waitsForTime ? transit.untilDue(relay.now()) : Long.MAX_VALUE;
    }

    /** Puts a fault in force that includes this direction. */
    void apply(Fault fault) {
        faults.apply(fault);
        if (fault instanceof Fault.Delay delay) {
            transit.setLatency(delay.latency().toNanos());
        } else if (fault instanceof Fault.Throttle throttle) {
            transit.setRate(throttle.bytesPerSecond(), relay.now());
        } else if (fault instanceof Fault.Inject inject) {
            inject(inject);
        } else if (fault instanceof Fault.HalfClose) {
            halfClose(fault);
        } else if (fault instanceof Fault.BlackHole) {
            loseTransit();
        } else if (fault instanceof Fault.Stall && !transit.isEmpty()) {
            faults.strikes(fault);
        }
        drain();
    }

    private void inject(Fault.Inject fault) {
        if (!swallows() && !closing) {
            byte[] garbage = new byte[fault.bytes()];
            random.nextBytes(garbage);
            faults.strikes(fault);
            transit.send(garbage, relay.now());
        }
    }

    private void halfClose(Fault fault) {
        if (!swallows() && !closing) {
            transit.hurry(relay.now());
            transit.end(Cut.FIN, fault, relay.now());
        }
    }

    /** What is under way when a hole opens is lost too. */
    void loseTransit() {
        blocked = false;
        if (!transit.isEmpty()) {
            vanish(transit.lose());
        }
    }

    void heal() {
        faults.heal();
        transit.hurry(relay.now());
        drain();
    }
}
