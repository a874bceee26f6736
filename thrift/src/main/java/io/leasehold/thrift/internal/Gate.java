package io.leasehold.thrift.internal;

import org.apache.thrift.transport.TTransportException;

/** What every touch of a transport passes: a lease's fence, or none where the pool itself speaks. */
interface Gate {

    /** For the pool's own calls, which nobody can end under it. */
    Gate OPEN = new Gate() {
        @Override
        public int pass() {
            return 0;
        }

        @Override
        public void left(int mark) {}

        @Override
        public void sending() {}

        @Override
        public TTransportException failed(TTransportException error) {
            return error;
        }

        @Override
        public void close() {}
    };

    /** Enters a call; gives the mark to leave with. */
    int pass() throws TTransportException;

    void left(int mark);

    /** A message is about to go out, whole or in part. */
    void sending();

    /** A call inside met this error; gives the one to throw. */
    TTransportException failed(TTransportException error);

    /** Whoever has the transport wants it closed. */
    void close();
}
