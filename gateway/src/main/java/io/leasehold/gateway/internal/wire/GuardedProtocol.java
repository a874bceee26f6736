package io.leasehold.gateway.internal.wire;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;

/**
 * The binary protocol, for what comes from strangers. For one thread.
 *
 * <p>What a message says costs nothing before it is there: a string is read in pieces that grow as its bytes come, a list has
 * 65,536 elements at most, things are nested 64 deep at most, however large the message may be. What is refused for this is
 * answered, since {@link org.apache.thrift.ProcessFunction} answers a {@link TProtocolException}; the rest of the message is not
 * read then, and {@link #isSpoiled} says that the stream is of no use any more.
 *
 * <p>A call that lacks something it must have is answered as well, and the rest of it is skipped, since where it ends is known as
 * long as it is no list or map that is broken off. That it has a request at all is seen to here, for all calls of the service:
 * none could serve one without.
 */
final class GuardedProtocol extends TBinaryProtocol {

    private static final int MOST_ELEMENTS = 65_536;
    private static final int DEEPEST = 64;
    private static final int PIECE = 64 * 1024;
    private static final long NO_LIMIT = -1;
    private static final Set<String> CALLS = Arrays.stream(TCLIService.Iface.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());

    private final MessageTransport transport;
    private final Runnable whenRead;
    private int depth;
    private int containers;
    private boolean lacksRequest;
    private boolean isRead;
    private boolean isSpoiled;

    /** @param whenRead called when a message has been read whole */
    GuardedProtocol(MessageTransport transport, Runnable whenRead) {
        super(transport, NO_LIMIT, MOST_ELEMENTS, true, true);
        this.transport = transport;
        this.whenRead = whenRead;
    }

    /** Whether the latest message was read whole. */
    boolean isRead() {
        return isRead;
    }

    /** Whether a message was refused in its middle. */
    boolean isSpoiled() {
        return isSpoiled;
    }

    @Override
    public TMessage readMessageBegin() throws TException {
        depth = 0;
        containers = 0;
        isRead = false;
        TMessage message = super.readMessageBegin();
        lacksRequest = CALLS.contains(message.name);
        if (message.type != TMessageType.CALL && message.type != TMessageType.ONEWAY) {
            throw new TProtocolException(TProtocolException.INVALID_DATA, "a message that is no call");
        }
        return message;
    }

    @Override
    public void readMessageEnd() throws TException {
        isSpoiled |= containers > 0;
        while (depth > 0 && !isSpoiled) {
            skipRestOfStruct();
        }
        super.readMessageEnd();
        if (!isSpoiled) {
            isRead = true;
            whenRead.run();
        }
    }

    private void skipRestOfStruct() throws TException {
        for (TField field = readFieldBegin(); field.type != TType.STOP; field = readFieldBegin()) {
            TProtocolUtil.skip(this, field.type);
        }
        depth--;
    }

    @Override
    public TStruct readStructBegin() throws TException {
        enter();
        return super.readStructBegin();
    }

    @Override
    public void readStructEnd() throws TException {
        depth--;
        super.readStructEnd();
        if (depth == 0 && lacksRequest) {
            throw new TProtocolException(TProtocolException.INVALID_DATA, "refused: a call without its request");
        }
    }

    @Override
    public TField readFieldBegin() throws TException {
        TField field = super.readFieldBegin();
        if (field.type < TType.STOP || field.type > TType.UUID) {
            throw spoiled(TProtocolException.INVALID_DATA, "a field of a type that does not exist");
        }
        if (depth == 1 && field.id == 1 && field.type == TType.STRUCT) {
            lacksRequest = false;
        }
        return field;
    }

    @Override
    public TMap readMapBegin() throws TException {
        enterContainer();
        try {
            return super.readMapBegin();
        } catch (TProtocolException e) {
            throw spoiled(e.getType(), "a map of too many elements");
        }
    }

    @Override
    public void readMapEnd() throws TException {
        leaveContainer();
        super.readMapEnd();
    }

    @Override
    public TList readListBegin() throws TException {
        enterContainer();
        try {
            return super.readListBegin();
        } catch (TProtocolException e) {
            throw spoiled(e.getType(), "a list of too many elements");
        }
    }

    @Override
    public void readListEnd() throws TException {
        leaveContainer();
        super.readListEnd();
    }

    @Override
    public TSet readSetBegin() throws TException {
        enterContainer();
        try {
            return super.readSetBegin();
        } catch (TProtocolException e) {
            throw spoiled(e.getType(), "a set of too many elements");
        }
    }

    @Override
    public void readSetEnd() throws TException {
        leaveContainer();
        super.readSetEnd();
    }

    @Override
    public String readString() throws TException {
        return new String(readBytes(readI32()), StandardCharsets.UTF_8);
    }

    @Override
    public String readStringBody(int size) throws TException {
        return new String(readBytes(size), StandardCharsets.UTF_8);
    }

    @Override
    public ByteBuffer readBinary() throws TException {
        return ByteBuffer.wrap(readBytes(readI32()));
    }

    @Override
    public void skip(byte type, int deepest) throws TException {
        super.skip(type, Math.min(deepest, DEEPEST));
    }

    private byte[] readBytes(int size) throws TException {
        if (size < 0) {
            throw spoiled(TProtocolException.NEGATIVE_SIZE, "a string of less than no bytes");
        }
        if (size > transport.messageLeft()) {
            throw spoiled(
                    TProtocolException.SIZE_LIMIT, "a message of more than " + transport.largestMessage() + " bytes");
        }
        byte[] bytes = new byte[Math.min(size, PIECE)];
        int got = 0;
        while (got < size) {
            if (got == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(size, 2L * got));
            }
            got += transport.read(bytes, got, bytes.length - got);
        }
        return bytes;
    }

    private void enterContainer() throws TProtocolException {
        enter();
        containers++;
    }

    private void leaveContainer() {
        containers--;
        depth--;
    }

    private void enter() throws TProtocolException {
        if (++depth > DEEPEST) {
            throw spoiled(TProtocolException.DEPTH_LIMIT, "things nested more than " + DEEPEST + " deep");
        }
    }

    private TProtocolException spoiled(int type, String what) {
        isSpoiled = true;
        return new TProtocolException(type, "refused: " + what);
    }
}
