package io.leasehold.hbase.internal;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.hbase.client.BufferedMutator.ExceptionListener;
import org.apache.hadoop.hbase.client.BufferedMutatorParams;

/**
 * A holder's wishes for a mutator, but for whom it tells of failures. HBase's own {@code clone} leaves some of them out; of these
 * versions of HBase have more or fewer, so they are named, not referred to. Stateless.
 */
final class MutatorParams {
    private static final Optional<Method> SET_OPERATION_TIMEOUT = Stream.of("operationTimeout", "opertationTimeout")
            .map(name -> method(name, int.class))
            .flatMap(Optional::stream)
            .findFirst();
    private static final Optional<Method> ATTRIBUTES = method("getRequestAttributes");
    private static final Optional<Method> SET_ATTRIBUTE = method("setRequestAttribute", String.class, byte[].class);

    private MutatorParams() {}

    /** A copy that has this listener, and all else as the holder has set it. */
    static BufferedMutatorParams copy(BufferedMutatorParams given, ExceptionListener listener) throws Exception {
        BufferedMutatorParams copy = given.clone().listener(listener).rpcTimeout(given.getRpcTimeout());
        if (SET_OPERATION_TIMEOUT.isPresent()) {
            SET_OPERATION_TIMEOUT.get().invoke(copy, given.getOperationTimeout());
        }
        if (ATTRIBUTES.isPresent() && SET_ATTRIBUTE.isPresent()) {
            Map<?, ?> attributes = (Map<?, ?>) ATTRIBUTES.get().invoke(given);
            for (Map.Entry<?, ?> attribute : attributes.entrySet()) {
                SET_ATTRIBUTE.get().invoke(copy, attribute.getKey(), attribute.getValue());
            }
        }
        return copy;
    }

    private static Optional<Method> method(String name, Class<?>... parameters) {
        try {
            return Optional.of(BufferedMutatorParams.class.getMethod(name, parameters));
        } catch (NoSuchMethodException absentInThisVersion) {
            return Optional.empty();
        }
    }
}
