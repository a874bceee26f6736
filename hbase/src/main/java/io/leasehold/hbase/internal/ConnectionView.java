package io.leasehold.hbase.internal;

import java.lang.reflect.Method;
import org.apache.hadoop.hbase.client.Connection;
import org.jspecify.annotations.Nullable;

/** The holder's connection: what HBase means for the whole, it means for this share. */
final class ConnectionView extends View {

    ConnectionView(HBaseShare share, Connection raw) {
        super(share, raw);
    }

    @Override
    void close() {
        share.close();
    }

    @Override
    @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "isClosed":
                return share.hasEnded();
            case "isAborted":
                return share.isAborted();
            case "abort":
                share.abort(String.valueOf(argument(arguments, 0)), (Throwable) argument(arguments, 1));
                return null;
            default:
                return super.call(method, arguments);
        }
    }

    private static @Nullable Object argument(Object @Nullable [] arguments, int index) {
        return arguments == null || arguments.length <= index ? null : arguments[index];
    }

    @Override
    String describe() {
        return share.toString();
    }
}
