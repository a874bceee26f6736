package io.leasehold.gateway.internal.wire;

import org.apache.hive.service.rpc.thrift.TCLIService.OpenSession_result;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TType;

/**
 * Answers every call with the same refusal: OpenSession in its status, as clients show it to their users, all else as an
 * error of the application. Immutable.
 */
final class RefusingProcessor implements TProcessor {

    private final String sqlState;
    private final String sentence;

    RefusingProcessor(String sqlState, String sentence) {
        this.sqlState = sqlState;
        this.sentence = sentence;
    }

    @Override
    public void process(TProtocol in, TProtocol out) throws TException {
        TMessage call = in.readMessageBegin();
        TProtocolUtil.skip(in, TType.STRUCT);
        in.readMessageEnd();
        if (call.name.equals("OpenSession")) {
            out.writeMessageBegin(new TMessage(call.name, TMessageType.REPLY, call.seqid));
            new OpenSession_result(refusal()).write(out);
        } else {
            out.writeMessageBegin(new TMessage(call.name, TMessageType.EXCEPTION, call.seqid));
            new TApplicationException(TApplicationException.INTERNAL_ERROR, sentence).write(out);
        }
        out.writeMessageEnd();
        out.getTransport().flush();
    }

    private TOpenSessionResp refusal() {
        TStatus status = new TStatus(TStatusCode.ERROR_STATUS);
        status.setSqlState(sqlState);
        status.setErrorMessage(sentence);
        return new TOpenSessionResp(status, TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
    }
}
