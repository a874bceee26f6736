package io.leasehold.thrift.internal;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;

/**
 * What passed over one transport, measured and not guessed: between messages it is QUIET, and anything that breaks off leaves
 * it elsewhere for good. Moves are atomic, so that a second thread on the same transport is found out and not mixed in.
 *
 * <p>Sequence ids are the transport's and not the client's: each new client begins at 1, and a late answer to an earlier
 * lease would match.
 */
final class Conversation {

    private enum Step {
        QUIET,
        WRITING,
        AWAITING,
        READING,
        /** Whether anything is left over is being looked at: nobody may begin meanwhile. */
        INSPECTED,
        /** A message was answered that was not the last one sent. */
        MISMATCHED
    }

    private final AtomicReference<Step> step = new AtomicReference<>(Step.QUIET);
    private int sequence;

    /** What the client counts: a call that is refused moves it on, and the one under way must not suffer for it. */
    private volatile int clientSequence;

    private boolean oneway;
    private @Nullable String method;

    boolean isQuiet() {
        return step.get() == Step.QUIET;
    }

    /** Keeps calls from beginning until {@link #inspected}; gives false if one is under way or broke off. */
    boolean inspect() {
        return step.compareAndSet(Step.QUIET, Step.INSPECTED);
    }

    void inspected() {
        step.compareAndSet(Step.INSPECTED, Step.QUIET);
    }

    /** A message is about to be written; gives it with the transport's own sequence id. */
    TMessage begins(TMessage message) throws TException {
        clientSequence = message.seqid;
        if (!step.compareAndSet(Step.QUIET, Step.WRITING)) {
            throw new TTransportException("call '" + message.name + "' cannot be sent, since " + unrest()
                    + ": a transport carries one call at a time, so acquire another lease");
        }
        method = message.name;
        oneway = message.type == TMessageType.ONEWAY;
        sequence++;
        return new TMessage(message.name, message.type, sequence);
    }

    /** A flush ended well. */
    void flushed() {
        step.compareAndSet(Step.WRITING, oneway ? Step.QUIET : Step.AWAITING);
    }

    /** An answer is about to be read. */
    void answerBegins() throws TException {
        if (!step.compareAndSet(Step.AWAITING, Step.READING)) {
            throw new TTransportException("no answer can be read: " + unrest());
        }
    }

    /** An answer's head was read; gives it with the client's sequence id, which matches only if the transport's did. */
    TMessage answered(TMessage answer) {
        if (answer.seqid != sequence) {
            step.compareAndSet(Step.READING, Step.MISMATCHED);
        }
        return new TMessage(answer.name, answer.type, answer.seqid - sequence + clientSequence);
    }

    /** An answer was read to its end. */
    void answerEnds() {
        step.compareAndSet(Step.READING, Step.QUIET);
    }

    /** What is not as it should be, for an error. */
    String unrest() {
        String call = "call '" + method + "' ";
        return switch (Objects.requireNonNull(step.get())) {
            case QUIET -> "nothing was asked";
            case INSPECTED -> "it is being returned";
            case WRITING -> call + "was not sent to its end";
            case AWAITING -> call + "was not answered";
            case READING -> "the answer to " + call + "was not read to its end";
            case MISMATCHED -> "the answer to " + call + "was out of sequence";
        };
    }
}
