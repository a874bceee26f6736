package io.leasehold.drills.poison;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocol;

/** A client of the small service over one transport. For one thread at a time. */
final class EchoClient {

    private final TProtocol protocol;
    private int sequence;

    EchoClient(TProtocol protocol) {
        this.protocol = protocol;
    }

    Answer echo(long number) throws TException {
        ask(number);
        return EchoProtocol.receive(protocol);
    }

    /** The first half of {@link #echo}. */
    void ask(long number) throws TException {
        EchoProtocol.ask(protocol, EchoProtocol.ECHO, ++sequence, number);
    }

    /** Is answered after {@link EchoProtocol#LATE_MILLIS}. */
    Answer late(long number) throws TException {
        EchoProtocol.ask(protocol, EchoProtocol.LATE, ++sequence, number);
        return EchoProtocol.receive(protocol);
    }

    /** Is always answered with the error that the service declares. */
    void refuse() throws TException {
        EchoProtocol.ask(protocol, EchoProtocol.REFUSE, ++sequence, 0);
        EchoProtocol.receive(protocol);
    }

    /** A scan as a generator has it: nothing is read before the first row is asked for. */
    Iterator<Answer> scan(long from, int rows) {
        return new Iterator<>() {
            private int read;

            @Override
            public boolean hasNext() {
                return read < rows;
            }

            @Override
            public Answer next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                try {
                    return echo(from + read++);
                } catch (TException e) {
                    throw new IllegalStateException(e.getMessage(), e);
                }
            }
        };
    }
}
