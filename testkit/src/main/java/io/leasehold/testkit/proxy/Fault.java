package io.leasehold.testkit.proxy;

import java.time.Duration;

/** What can happen to connections on their way. Immutable. */
public sealed interface Fault {

    /** Which way the bytes go that it strikes; {@link Direction#BOTH} for one that strikes connections as a whole. */
    default Direction direction() {
        return Direction.BOTH;
    }

    /** A fault that stays in force until it is healed, on connections that come later as well. */
    sealed interface Lasting extends Fault {}

    /** A fault that happens once to each connection it meets. */
    sealed interface Momentary extends Fault {}

    /** A fault of the listener: existing connections do not notice it. */
    sealed interface Listening extends Fault {}

    /**
     * Everything, the end of the stream too, arrives so much later; bytes that are under way do not wait for each other.
     *
     * @param latency zero or more
     */
    record Delay(Direction direction, Duration latency) implements Lasting {
        public Delay {
            require(!latency.isNegative(), "latency must not be negative, but is " + latency);
        }
    }

    /**
     * At most so many bytes pass in a second.
     *
     * @param bytesPerSecond at least 1
     */
    record Throttle(Direction direction, long bytesPerSecond) implements Lasting {
        public Throttle {
            require(bytesPerSecond >= 1, "bytesPerSecond must be at least 1, but is " + bytesPerSecond);
        }
    }

    /**
     * Nothing passes and nothing is lost: what was sent arrives after healing, as from a server that hangs and comes back
     * or a network that recovers in time.
     */
    record Stall(Direction direction) implements Lasting {}

    /**
     * Bytes vanish and so does the end of the stream, while both peers believe in the connection. One that has lost
     * something stays dead after healing, for no real stream ever goes on with a gap. A new connection that meets this
     * fault in both directions is accepted and not passed on to the server.
     */
    record BlackHole(Direction direction) implements Lasting {}

    /**
     * A connection on which nothing was sent for so long is forgotten without a word, as by a firewall: whatever is sent
     * later, either way, vanishes. Idleness counts from the last byte or from this fault's beginning, the later of both.
     *
     * @param after more than zero
     */
    record IdleDrop(Duration after) implements Lasting {
        public IdleDrop {
            require(!after.isNegative() && !after.isZero(), "after must be more than zero, but is " + after);
        }
    }

    /**
     * The connection is cut as soon as so many more bytes have passed in that direction; they are delivered, the rest is
     * not. With {@link Direction#BOTH} each direction counts its own.
     *
     * @param bytes zero or more; zero cuts at the first byte, which is not delivered
     */
    record CutAfter(Direction direction, long bytes, Cut how) implements Lasting {
        public CutAfter {
            require(bytes >= 0, "bytes must not be negative, but is " + bytes);
        }
    }

    /** Random bytes are delivered now, between those of the peer. */
    record Inject(Direction direction, int bytes) implements Momentary {
        public Inject {
            require(bytes >= 1, "bytes must be at least 1, but is " + bytes);
        }
    }

    /** The next so many bytes of the peer arrive with random values, all different from what was sent. */
    record Replace(Direction direction, int bytes) implements Momentary {
        public Replace {
            require(bytes >= 1, "bytes must be at least 1, but is " + bytes);
        }
    }

    /** The connection ends now; what is under way is lost. */
    record Sever(Cut how) implements Momentary {}

    /** The receiver of this direction reads the end of the stream; the sender's bytes vanish, and the other way works on. */
    record HalfClose(Direction direction) implements Momentary {}

    /** Nobody listens: connection attempts are refused. The port stays reserved. */
    record Refuse() implements Listening {}

    /** Connection attempts are not answered: they time out. Needs Linux. */
    record Ignore() implements Listening {}

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
