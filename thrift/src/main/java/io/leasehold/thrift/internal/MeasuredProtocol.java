package io.leasehold.thrift.internal;

import org.apache.thrift.TException;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolDecorator;
import org.apache.thrift.transport.TTransportException;

/** Notes where messages begin and where answers end. What lies between them passes on; the transport's gate fences it. */
final class MeasuredProtocol extends TProtocolDecorator {

    private final Conversation conversation;
    private final Gate gate;

    MeasuredProtocol(TProtocol protocol, Conversation conversation, Gate gate) {
        super(protocol);
        this.conversation = conversation;
        this.gate = gate;
    }

    @Override
    public void writeMessageBegin(TMessage message) throws TException {
        int mark = gate.pass();
        try {
            super.writeMessageBegin(conversation.begins(message));
        } finally {
            gate.left(mark);
        }
    }

    @Override
    public TMessage readMessageBegin() throws TException {
        int mark = gate.pass();
        try {
            conversation.answerBegins();
            return conversation.answered(super.readMessageBegin());
        } finally {
            gate.left(mark);
        }
    }

    @Override
    public void readMessageEnd() throws TTransportException, TException {
        int mark = gate.pass();
        try {
            super.readMessageEnd();
            conversation.answerEnds();
        } finally {
            gate.left(mark);
        }
    }
}
