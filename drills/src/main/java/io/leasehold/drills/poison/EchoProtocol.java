package io.leasehold.drills.poison;

import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;

/**
 * The messages of the small service, written by hand, as a compiler would from
 * {@code service Echo { Answer echo(1: i64 number), Answer late(1: i64 number), Answer refuse(1: i64 number) throws (1: Refused error) }}
 * with an answer's fields in the result itself. Stateless.
 */
final class EchoProtocol {

    static final String ECHO = "echo";
    static final String LATE = "late";
    static final String REFUSE = "refuse";
    static final long LATE_MILLIS = 700;

    private static final TStruct STRUCT = new TStruct("echo");
    private static final short NUMBER = 1;
    private static final short CONNECTION = 2;
    private static final short REFUSED = 3;

    private EchoProtocol() {}

    static void ask(TProtocol protocol, String method, int sequence, long number) throws TException {
        protocol.writeMessageBegin(new TMessage(method, TMessageType.CALL, sequence));
        protocol.writeStructBegin(STRUCT);
        i64(protocol, NUMBER, number);
        protocol.writeFieldStop();
        protocol.writeStructEnd();
        protocol.writeMessageEnd();
        protocol.getTransport().flush();
    }

    /** Reads one message; as the clients of other languages do, without a look at its sequence id. */
    static Answer receive(TProtocol protocol) throws TException {
        protocol.readMessageBegin();
        long[] fields = fields(protocol);
        protocol.readMessageEnd();
        if (fields[REFUSED] != 0) {
            throw new RefusedException();
        }
        return new Answer(fields[NUMBER], (int) fields[CONNECTION]);
    }

    /** On the server: reads one message and answers it. */
    static void answer(TProtocol protocol, int connection) throws TException, InterruptedException {
        TMessage asked = protocol.readMessageBegin();
        long number = fields(protocol)[NUMBER];
        protocol.readMessageEnd();
        if (asked.name.equals(LATE)) {
            Thread.sleep(LATE_MILLIS);
        }
        protocol.writeMessageBegin(new TMessage(asked.name, TMessageType.REPLY, asked.seqid));
        protocol.writeStructBegin(STRUCT);
        i64(protocol, NUMBER, number);
        i64(protocol, CONNECTION, connection);
        if (asked.name.equals(REFUSE)) {
            i64(protocol, REFUSED, 1);
        }
        protocol.writeFieldStop();
        protocol.writeStructEnd();
        protocol.writeMessageEnd();
        protocol.getTransport().flush();
    }

    private static void i64(TProtocol protocol, short field, long value) throws TException {
        protocol.writeFieldBegin(new TField("", TType.I64, field));
        protocol.writeI64(value);
        protocol.writeFieldEnd();
    }

    private static long[] fields(TProtocol protocol) throws TException {
        long[] values = new long[REFUSED + 1];
        protocol.readStructBegin();
        TField field = protocol.readFieldBegin();
        while (field.type != TType.STOP) {
            if (field.type == TType.I64 && field.id >= NUMBER && field.id <= REFUSED) {
                values[field.id] = protocol.readI64();
            } else {
                TProtocolUtil.skip(protocol, field.type);
            }
            protocol.readFieldEnd();
            field = protocol.readFieldBegin();
        }
        protocol.readStructEnd();
        return values;
    }
}
