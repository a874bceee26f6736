package io.leasehold.gateway.internal.wire;

import io.leasehold.gateway.internal.auth.LoginRefusedException;
import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.SessionRefusedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's socket from its arrival to its end: TLS, login, calls. Runs on a thread of its own; {@link #watch} is for the
 * listener's watch and any thread.
 *
 * <p>Whatever happens on the thread, {@link #run} ends the client's connection in the registry, gives the place back and closes
 * the socket, in this order, and once. The thread cannot stay: each read and write of it ends when the socket is cut, and the
 * watch cuts it when a login or a leave-taking takes too long; a call that is served waits in {@link BinaryCaller#await}, which
 * sees a cut as it sees a client that is gone.
 *
 * <p>A client that has to be sent away is told why, then its output is read to the end: a socket that is closed with unread bytes
 * is reset, and the client might never see the answer.
 */
final class BinaryConnection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(BinaryConnection.class);

    private static final int KILOBYTE = 1024;
    private static final int LARGEST_FRAME_BEFORE_LOGIN = 64 * KILOBYTE;
    private static final int LARGEST_MESSAGE_BEFORE_LOGIN = 1024 * KILOBYTE;
    private static final int DEEPEST = 64;
    private static final byte[] CALL = {(byte) 0x80, 1, 0, 1};
    private static final int TLS_HANDSHAKE = 0x16;

    private final ListenerParts parts;
    private final ClientSocket socket;
    private final Admission.Ticket ticket;
    private final Consumer<BinaryConnection> whenOver;
    private final String address;
    private final ConnectionWatch watch;
    private final TConfiguration limits =
            new TConfiguration(LARGEST_MESSAGE_BEFORE_LOGIN, LARGEST_FRAME_BEFORE_LOGIN, DEEPEST);
    private @Nullable ClientConnection connection;
    private @Nullable BinaryCaller caller;

    BinaryConnection(
            ListenerParts parts,
            ClientSocket socket,
            String address,
            Admission.Ticket ticket,
            Consumer<BinaryConnection> whenOver) {
        this.parts = parts;
        this.socket = socket;
        this.address = address;
        this.ticket = ticket;
        this.whenOver = whenOver;
        this.watch = new ConnectionWatch(parts, socket, address);
    }

    ConnectionWatch watch() {
        return watch;
    }

    /** Ends it from outside. */
    void cut() {
        socket.cut();
    }

    @Override
    public void run() {
        try {
            converse();
        } catch (GarbageException e) {
            if (!e.atEnd() || !ticket.isLoggedIn()) {
                garbage(e.what());
            }
        } catch (IOException | SessionRefusedException e) {
            LOG.debug("connection from {} ended: {}", address, e.toString());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("connection from {} ended by an error of this server", address, e);
        } finally {
            end();
        }
    }

    private void end() {
        try {
            if (connection != null) {
                connection.end();
            }
        } finally {
            ticket.leave();
            socket.cut();
            whenOver.accept(this);
        }
    }

    private void converse() throws IOException {
        if (parts.tls.isEmpty()) {
            greet(socket, socket.getInputStream(), socket.getOutputStream());
            return;
        }
        SSLSocket encrypted = parts.tls.get().serverSide(socket);
        try {
            encrypted.startHandshake();
        } catch (SSLException e) {
            if (socket.input().received() > 0) {
                garbage("a TLS handshake that failed");
            }
            return;
        }
        greet(
                encrypted,
                new BufferedInputStream(encrypted.getInputStream(), 2 * KILOBYTE),
                encrypted.getOutputStream());
    }

    /** Tells by the first byte what the client speaks. */
    private void greet(Socket via, InputStream in, OutputStream out) throws IOException {
        int first = in.read();
        if (first == PlainLogin.START) {
            logIn(via, in, out);
        } else if (first == (CALL[0] & 0xff)) {
            byte[] head = Arrays.copyOf(CALL, CALL.length);
            if (in.readNBytes(head, 1, head.length - 1) < head.length - 1 || !Arrays.equals(head, CALL)) {
                throw new GarbageException("what is neither a login nor a call", false);
            }
            serveWithoutLogin(via, new MessageTransport(in, false, head, limits, answer -> answer.send(out, false)));
        } else if (first >= 0) {
            throw new GarbageException(whatBegins(first), false);
        }
    }

    private String whatBegins(int first) {
        if (first == TLS_HANDSHAKE && parts.tls.isEmpty()) {
            return "a TLS handshake, and this listener has no TLS";
        }
        return first >= 'A' && first <= 'Z'
                ? "what may be HTTP, and is not spoken here"
                : "what is neither a login nor a call";
    }

    private void serveWithoutLogin(Socket via, MessageTransport transport) throws IOException {
        if (parts.settings.authentication() == Authentication.PASSWORD) {
            refuse(
                    via,
                    transport,
                    "28000",
                    "This server asks for a user and a password: leave auth=noSasl out of the url.");
        } else if (ticket.isExtra()) {
            refuseAsFull(via, transport);
        } else {
            serve(via, transport, startCaller(new PlainLogin.Claim("", "", ""), false));
        }
    }

    private void logIn(Socket via, InputStream in, OutputStream out) throws IOException {
        PlainLogin login = new PlainLogin(in, out, LARGEST_FRAME_BEFORE_LOGIN);
        PlainLogin.Claim claim;
        try {
            claim = login.read();
        } catch (GarbageException e) {
            garbage(e.what());
            if (!e.atEnd()) {
                leave(via);
            }
            return;
        }
        MessageTransport transport =
                new MessageTransport(in, true, new byte[0], limits, answer -> answer.send(out, true));
        if (ticket.isExtra()) {
            // Nothing is granted, so the password does not matter.
            login.accept();
            refuseAsFull(via, transport);
            return;
        }
        boolean verified = parts.settings.authentication() == Authentication.PASSWORD;
        if (verified && !isVerified(claim, login)) {
            leave(via);
            return;
        }
        BinaryCaller who = startCaller(claim, verified);
        loggedIn();
        login.accept();
        serve(via, transport, who);
    }

    private boolean isVerified(PlainLogin.Claim claim, PlainLogin login) throws IOException {
        watch.verifying();
        try {
            parts.logins.verify(claim.user(), claim.password(), address);
            return true;
        } catch (LoginRefusedException e) {
            parts.tally.failedLogins.increment();
            login.refuse(String.valueOf(e.getMessage()));
            return false;
        } finally {
            watch.verified();
        }
    }

    private BinaryCaller startCaller(PlainLogin.Claim claim, boolean verified) throws IOException {
        connection = parts.registry.start(address, ConnectionKind.LASTING);
        watch.started(connection.id());
        caller = new BinaryCaller(parts, socket.input(), connection, claim, verified);
        return caller;
    }

    /** Without a password the first call that came whole is the login. */
    private void loggedIn() {
        if (!ticket.isLoggedIn() && !ticket.isExtra()) {
            ticket.loggedIn();
            limits.setMaxMessageSize(parts.settings.maximumMessage());
            limits.setMaxFrameSize(parts.settings.maximumMessage());
            watch.loggedIn();
        }
    }

    private void serve(Socket via, MessageTransport transport, BinaryCaller who) throws IOException {
        GuardedProtocol protocol = new GuardedProtocol(transport, this::loggedIn);
        TProcessor processor = parts.handlers.handlerFor(who);
        while (transport.awaitMessage()) {
            if (!answer(processor, protocol, transport)) {
                return;
            }
            if (protocol.isSpoiled()) {
                garbage("a message that is too large, too deep or broken");
                leave(via);
                return;
            }
        }
    }

    private void refuseAsFull(Socket via, MessageTransport transport) throws IOException {
        parts.tally.full.increment();
        refuse(
                via,
                transport,
                "08004",
                "There are too many connections: this server takes " + parts.settings.maximumConnections()
                        + " at once (connections.maximum). Try again later.");
    }

    private void refuse(Socket via, MessageTransport transport, String sqlState, String sentence) throws IOException {
        GuardedProtocol protocol = new GuardedProtocol(transport, () -> {});
        if (transport.awaitMessage() && answer(new RefusingProcessor(sqlState, sentence), protocol, transport)) {
            leave(via);
        }
    }

    /** False if the client can be told nothing more. */
    private boolean answer(TProcessor processor, GuardedProtocol protocol, MessageTransport transport) {
        watch.called();
        try {
            processor.process(protocol, protocol);
            return caller == null || !caller.isGone();
        } catch (TTransportException e) {
            if (e.getCause() instanceof IOException
                    || e.getType() == TTransportException.END_OF_FILE
                    || !transport.isOpen()) {
                return false;
            }
            garbage("a message that is too large or broken");
        } catch (OutOfMemoryError e) {
            // Part of an answer is no answer: with its connection the client loses what it cannot be told.
            LOG.warn("a call from {} could not be answered, as there was no memory for it: {}", address, e.toString());
        } catch (TException | RuntimeException | StackOverflowError e) {
            if (protocol.isRead()) {
                LOG.error("a call from {} could not be answered", address, e);
            } else {
                garbage("what is no call");
            }
        }
        return false;
    }

    /** Lets the client read what it was told, for a while that the watch bounds. */
    private void leave(Socket via) throws IOException {
        watch.leaving();
        via.shutdownOutput();
        InputStream in = via.getInputStream();
        byte[] ignored = new byte[8 * KILOBYTE];
        while (in.read(ignored) >= 0) {
            continue;
        }
    }

    private void garbage(String what) {
        parts.garbage(address, what);
    }

    @Override
    public String toString() {
        return "connection from " + address;
    }
}
