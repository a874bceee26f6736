package io.leasehold.internal;

import io.leasehold.Endpoint;
import io.leasehold.spi.LeaseHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * The room of a group: opens take it, want it, are withdrawn, begin and end, on two endpoints.
 *
 * <p>Who frees room has another's open begin, and has not returned by then; so the moves have no meaning one at a time, and are compared
 * with none. What must hold is that no interleaving takes more than there is, and that once all threads have come to rest nobody waits
 * beside free room and all is counted.
 */
@Param(name = "endpoint", gen = IntGen.class, conf = "0:1")
public class GroupRoomLaw {
    private static final int MAXIMUM = 2;

    private final GroupRoom room = new GroupRoom(MAXIMUM, List.of());
    private final Findings findings = new Findings();
    private final AtomicInteger open = new AtomicInteger();
    private final List<Guest> guests = List.of(new Guest(open), new Guest(open));

    /** An endpoint without a pool, which begins an open with whatever room it is granted. */
    private static final class Guest extends EndpointRoom<String, LeaseHandle<String>> {
        private final AtomicInteger open;

        /** None of what is under test asks the group for anything. */
        @SuppressWarnings("NullAway")
        Guest(AtomicInteger open) {
            super(null, Endpoint.of("guest"));
            this.open = open;
        }

        @Override
        void granted() {
            open.incrementAndGet();
        }
    }

    /** An open that takes room at once, if there is some and nobody waits for it. */
    @Operation
    public void take() {
        if (room.take()) {
            open.incrementAndGet();
        }
        boundIsKept();
    }

    /** One more open of the endpoint wants room. */
    @Operation
    public void want(@Param(name = "endpoint") int endpoint) {
        Guest guest = guests.get(endpoint);
        room.raise(guest, guest.requests + 1, 0);
        boundIsKept();
    }

    /** Nobody wants an open of the endpoint any more. */
    @Operation
    public void withdraw(@Param(name = "endpoint") int endpoint) {
        room.lower(guests.get(endpoint), 0);
    }

    /** What is open, or was being opened, is gone. */
    @Operation
    public void free() {
        if (open.getAndUpdate(now -> Math.max(0, now - 1)) > 0) {
            room.freed();
        }
    }

    private void boundIsKept() {
        findings.expect(room.taken() <= MAXIMUM, "more is taken than there is");
    }

    @Validate
    public void atRest() {
        findings.check();
        Findings.check(room.taken() <= MAXIMUM, "more is taken than there is");
        Findings.check(room.taken() == open.get(), "room is taken that nothing uses, or used that is not taken");
        Findings.check(
                room.wanted() == guests.get(0).requests + guests.get(1).requests,
                "the line is not as long as its requests are many");
        Findings.check(!room.isWanted() || room.isFull(), "an open waits beside free room");
        Findings.check(
                room.isWanted() == room.wanted() > 0, "the line has a head and no length, or the other way round");
    }
}
